import { Option, type Command } from 'commander';
import { LEVELS, levelOf } from '../create/create-user.js';
import { usageError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import { duration, list, wholeNumber } from '../option/parse-option.js';
import { daysFromNow, endsWithin, readUsers } from '../user/user-view.js';
import type { Example } from '../verb/verb.js';

/** What `pgo update user` was asked for. */
export interface UpdateUserFlags extends MutationFlags {
  username?: string;
  expired?: number;
  rotatePassword?: boolean;
  overlap?: number;
  passwordLength?: number;
  validDays?: number;
  validAlways?: boolean;
  expireUser?: boolean;
  enableLogin?: boolean;
  disableLogin?: boolean;
  database?: string[];
  privileges?: (typeof LEVELS)[number];
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'A new password, and an hour in which the one before is good, too', run: 'pgo update user hippo --username ann --rotate-password --overlap 1h' },
  { does: '90 more days and a new password for everyone whose password ends this week', run: 'pgo update user hippo --expired 7 --valid-days 90 --rotate-password' },
  { does: 'Disable a user', run: 'pgo update user hippo --username ann --disable-login' },
];

interface UserChange {
  validUntil?: string | null;
  login?: boolean;
  databases?: string[];
  privileges?: ReturnType<typeof levelOf>;
}

const endOf = ({ validAlways, validDays, expireUser }: UpdateUserFlags, now: Date): Pick<UserChange, 'validUntil'> => {
  if (validAlways === true) return { validUntil: null };
  if (expireUser === true) return { validUntil: daysFromNow(0, now) };
  return validDays === undefined ? {} : { validUntil: daysFromNow(validDays, now) };
};

const changeOf = (flags: UpdateUserFlags, now: Date): UserChange => ({
  ...endOf(flags, now),
  ...(flags.enableLogin === true ? { login: true } : flags.disableLogin === true ? { login: false } : {}),
  ...(flags.database === undefined ? {} : { databases: flags.database }),
  ...(flags.privileges === undefined ? {} : { privileges: levelOf(flags.privileges) }),
});

/** Changes users, or gives them new passwords. */
export const run = async (factory: Factory, cluster: string, flags: UpdateUserFlags): Promise<void> => {
  if ((flags.username === undefined) === (flags.expired === undefined)) throw usageError('Name one user with --username, or those whose passwords end with --expired.');
  const change = changeOf(flags, factory.clock.now());
  const isChanged = Object.keys(change).length > 0;
  if (!isChanged && flags.rotatePassword !== true) throw usageError('Nothing is to be changed; see `pgo update user --help`.');
  const client = await factory.client();
  const namespace = await namespaceOf(factory);
  const { expired } = flags;
  const names = flags.username !== undefined ? [flags.username]
    : (await readUsers(factory, { namespace, cluster })).filter((user) => endsWithin(user, expired ?? 0, factory.clock.now())).map(({ name }) => name);
  if (names.length === 0) factory.streams.err.line('There is no such user.');
  for (const name of names) {
    const base = { cluster: { namespace, name: cluster }, name };
    if (isChanged) {
      const { updateUser } = await client.updateUser({ input: { ...base, ...change, ...mutationInput(flags) } }, { signal: factory.signal });
      await finishMutation(factory, updateUser, flags, { name: `user/${name}`, begun: `User ${name} of ${cluster} is being changed.`, done: `User ${name} of ${cluster} is changed.` });
    }
    if (flags.rotatePassword !== true) continue;
    const key = mutationInput(flags);
    const input = {
      ...base, overlapSeconds: Math.round((flags.overlap ?? 0) / 1000), ...(flags.passwordLength === undefined ? {} : { passwordLength: flags.passwordLength }),
      // The same key for both would be the same request.
      ...key, ...(key.idempotencyKey !== undefined && isChanged ? { idempotencyKey: `${key.idempotencyKey}-password` } : {}),
    };
    const { rotateUserPassword } = await client.rotateUserPassword({ input }, { signal: factory.signal });
    await finishMutation(factory, rotateUserPassword, flags, {
      name: `user/${name}`, begun: `User ${name} of ${cluster} is being given a new password.`, done: `User ${name} of ${cluster} has a new password.`,
    });
  }
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<cluster>', 'name of the cluster')
    .option('--username <name>', 'name of the user')
    .option('--expired <days>', 'every user whose password ends within so many days', wholeNumber(0, 36_500))
    .option('--rotate-password', 'generate a new password')
    .option('--overlap <duration>', 'for how long the password before stays good, for example 1h', duration)
    .option('--password-length <characters>', 'length of the password that is generated', wholeNumber(16, 128))
    .addOption(new Option('--valid-days <days>', 'its password ends after so many days').argParser(wholeNumber(0, 36_500)).conflicts(['validAlways', 'expireUser']))
    .addOption(new Option('--valid-always', 'its password never ends').conflicts('expireUser'))
    .option('--expire-user', 'its password ends now')
    .addOption(new Option('--enable-login', 'it may log in').conflicts('disableLogin'))
    .option('--disable-login', 'it may not log in, and its sessions end')
    .option('-d, --database <names>', 'databases that it may connect to, in place of those before', list)
    .addOption(new Option('--privileges <level>', 'what it may do in them').choices(LEVELS));
  addMutationOptions(command).action(async (cluster: string, flags: UpdateUserFlags) => run(factory, cluster, flags));
};
