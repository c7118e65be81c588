import { Option, type Command } from 'commander';
import { addClusterSelection, flagsFor, selectClusters, type ClusterSelection } from '../cluster/select-clusters.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutations, type MutationRequest } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import { list, wholeNumber } from '../option/parse-option.js';
import { daysFromNow } from '../user/user-view.js';
import type { Example } from '../verb/verb.js';

/** Levels of privileges. */
export const LEVELS = ['connect', 'read', 'write', 'all'] as const;

/** A level as the API has it. */
export const levelOf = (level: (typeof LEVELS)[number]): 'CONNECT' | 'READ' | 'WRITE' | 'ALL' => level.toUpperCase() as 'CONNECT' | 'READ' | 'WRITE' | 'ALL';

/** What `pgo create user` was asked for. */
export interface CreateUserFlags extends MutationFlags, ClusterSelection {
  username: string;
  database?: string[];
  privileges?: (typeof LEVELS)[number];
  validDays?: number;
  passwordLength?: number;
  passwordSecret?: string;
  memberOf?: string[];
  superuser?: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Create a user of the application database; its password is in the Secret hippo-user-ann', run: 'pgo create user hippo --username ann' },
  { does: 'One that may only read, for 30 days', run: 'pgo create user hippo --username report --database shop --privileges read --valid-days 30' },
  { does: 'The same user in every cluster of a kind', run: 'pgo create user --selector env=prod --username ann' },
];

const createIn = (factory: Factory, cluster: string, flags: CreateUserFlags): MutationRequest => async () => {
  const client = await factory.client();
  const input = {
    cluster: { namespace: await namespaceOf(factory), name: cluster }, name: flags.username, superuser: flags.superuser ?? false,
    ...(flags.database === undefined ? {} : { databases: flags.database }),
    ...(flags.privileges === undefined ? {} : { privileges: levelOf(flags.privileges) }),
    ...(flags.validDays === undefined ? {} : { validUntil: daysFromNow(flags.validDays, factory.clock.now()) }),
    ...(flags.passwordLength === undefined ? {} : { passwordLength: flags.passwordLength }),
    ...(flags.passwordSecret === undefined ? {} : { passwordSecret: flags.passwordSecret }),
    ...(flags.memberOf === undefined ? {} : { memberOf: flags.memberOf }),
    ...mutationInput(flags),
  };
  const { createUser } = await client.createUser({ input }, { signal: factory.signal });
  const secret = createUser.user == null ? '' : ` Its password is in the Secret ${createUser.user.secretName}.`;
  const user = `User ${flags.username} of ${cluster}`;
  return { payload: createUser, sentences: { name: `user/${flags.username}`, begun: `${user} is being created.${secret}`, done: `${user} is created.${secret}` } };
};

/** Creates a user, in each of the clusters that are meant. */
export const run = async (factory: Factory, cluster: string | undefined, flags: CreateUserFlags): Promise<void> => {
  const isOnly = cluster !== undefined;
  const clusters = await selectClusters(factory, cluster, flags);
  await finishMutations(factory, clusters.map((name) => createIn(factory, name, flagsFor(flags, isOnly, name))), flags, isOnly);
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  addClusterSelection(command)
    .requiredOption('--username <name>', 'name of the user')
    .option('-d, --database <names>', 'databases that it may connect to, with commas between', list)
    .addOption(new Option('--privileges <level>', 'what it may do in them').choices(LEVELS))
    .option('--valid-days <days>', 'its password ends after so many days', wholeNumber(0, 36_500))
    .option('--password-length <characters>', 'length of the password that is generated', wholeNumber(16, 128))
    .option('--password-secret <name>', 'Secret whose key "password" holds the password, instead of one that is generated')
    .option('--member-of <roles>', 'roles that it is a member of, with commas between', list)
    .option('--superuser', 'it may do everything')
    .option('--managed', 'keep the password in a Secret, which is always done');
  addMutationOptions(command).action(async (cluster: string | undefined, flags: CreateUserFlags) => run(factory, cluster, flags));
};
