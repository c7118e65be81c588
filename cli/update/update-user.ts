import { Option, type Command } from 'commander';
import { addClusterSelection, flagsFor, selectClusters, type ClusterSelection } from '../cluster/select-clusters.js';
import { LEVELS, levelOf } from '../create/create-user.js';
import { usageError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutations, type MutationRequest } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import { duration, list, wholeNumber } from '../option/parse-option.js';
import { daysFromNow, endsWithin, readUsers } from '../user/user-view.js';
import type { Example } from '../verb/verb.js';

/** What `pgo update user` was asked for. */
export interface UpdateUserFlags extends MutationFlags, ClusterSelection {
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
  { does: 'The same in every cluster of a kind', run: 'pgo update user --selector env=prod --expired 7 --valid-days 90 --rotate-password' },
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

/** A user of a cluster. */
interface Target {
  readonly namespace: string;
  readonly cluster: string;
  readonly name: string;
}

const changeOne = (factory: Factory, { namespace, cluster, name }: Target, { change, flags }: { change: UserChange; flags: UpdateUserFlags }): MutationRequest => async () => {
  const client = await factory.client();
  const { updateUser } = await client.updateUser({ input: { cluster: { namespace, name: cluster }, name, ...change, ...mutationInput(flags) } }, { signal: factory.signal });
  return { payload: updateUser, sentences: { name: `user/${name}`, begun: `User ${name} of ${cluster} is being changed.`, done: `User ${name} of ${cluster} is changed.` } };
};

const rotateOne = (factory: Factory, { namespace, cluster, name }: Target, flags: UpdateUserFlags): MutationRequest => async () => {
  const client = await factory.client();
  const input = {
    cluster: { namespace, name: cluster }, name, overlapSeconds: Math.round((flags.overlap ?? 0) / 1000),
    ...(flags.passwordLength === undefined ? {} : { passwordLength: flags.passwordLength }), ...mutationInput(flags),
  };
  const { rotateUserPassword } = await client.rotateUserPassword({ input }, { signal: factory.signal });
  return { payload: rotateUserPassword, sentences: { name: `user/${name}`, begun: `User ${name} of ${cluster} is being given a new password.`, done: `User ${name} of ${cluster} has a new password.` } };
};

const updateOne = (factory: Factory, target: Target, { change, flags }: { change: UserChange; flags: UpdateUserFlags }): MutationRequest[] => {
  const isChanged = Object.keys(change).length > 0;
  return [
    ...(isChanged ? [changeOne(factory, target, { change, flags })] : []),
    // The same key for both would be the same request.
    ...(flags.rotatePassword === true ? [rotateOne(factory, target, flagsFor(flags, !isChanged, 'password'))] : []),
  ];
};

const targetsIn = async (factory: Factory, { namespace, cluster }: Omit<Target, 'name'>, { username, expired = 0 }: UpdateUserFlags): Promise<Target[]> => {
  if (username !== undefined) return [{ namespace, cluster, name: username }];
  const users = await readUsers(factory, { namespace, cluster });
  return users.filter((user) => endsWithin(user, expired, factory.clock.now())).map(({ name }) => ({ namespace, cluster, name }));
};

/** Changes users, or gives them new passwords, in each of the clusters that are meant. */
export const run = async (factory: Factory, cluster: string | undefined, flags: UpdateUserFlags): Promise<void> => {
  if ((flags.username === undefined) === (flags.expired === undefined)) throw usageError('Name one user with --username, or those whose passwords end with --expired.');
  const change = changeOf(flags, factory.clock.now());
  if (Object.keys(change).length === 0 && flags.rotatePassword !== true) throw usageError('Nothing is to be changed; see `pgo update user --help`.');
  const namespace = await namespaceOf(factory);
  const targets: Target[] = [];
  for (const name of await selectClusters(factory, cluster, flags)) targets.push(...await targetsIn(factory, { namespace, cluster: name }, flags));
  if (targets.length === 0) factory.streams.err.line('There is no such user.');
  const isOnly = cluster !== undefined && flags.username !== undefined;
  const requests = targets.flatMap((target) => updateOne(factory, target, { change, flags: flagsFor(flags, isOnly, target.cluster, target.name) }));
  await finishMutations(factory, requests, flags, isOnly && requests.length === 1);
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  addClusterSelection(command)
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
  addMutationOptions(command).action(async (cluster: string | undefined, flags: UpdateUserFlags) => run(factory, cluster, flags));
};
