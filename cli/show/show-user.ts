import type { Command } from 'commander';
import { addClusterSelection, selectClusters, type ClusterSelection } from '../cluster/select-clusters.js';
import { notFoundError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { wholeNumber } from '../option/parse-option.js';
import { printResult } from '../output/print-result.js';
import { paintState } from '../output/state-colour.js';
import { renderTable, type Column } from '../output/table.js';
import { endsWithin, readPasswords, readUsers, type UserView } from '../user/user-view.js';
import type { Example } from '../verb/verb.js';

/** What `pgo show user` was asked for. */
export interface ShowUserFlags extends ClusterSelection {
  username?: string;
  expired?: number;
  showPasswords?: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'The users of a cluster', run: 'pgo show user hippo' },
  { does: 'Those whose passwords end within a week', run: 'pgo show user hippo --expired 7' },
  { does: 'The same for all clusters of the namespace', run: 'pgo show user --all --expired 7' },
];

/** A user, with its password when that was asked for. */
type ShownUser = UserView & { readonly password?: string | null };

const usersOf = async (factory: Factory, cluster: string, { username, expired, showPasswords }: ShowUserFlags): Promise<ShownUser[]> => {
  const name = { namespace: await namespaceOf(factory), cluster };
  const users = (await readUsers(factory, name)).filter((user) => (username === undefined || user.name === username) && (expired === undefined || endsWithin(user, expired, factory.clock.now())));
  const passwords = showPasswords === true ? await readPasswords(factory, name) : undefined;
  return passwords === undefined ? users : users.map((user) => ({ ...user, password: passwords.get(user.name) ?? null }));
};

/** Shows the users of the clusters that are meant. */
export const run = async (factory: Factory, cluster: string | undefined, flags: ShowUserFlags): Promise<void> => {
  const users: ShownUser[] = [];
  for (const name of await selectClusters(factory, cluster, flags)) users.push(...await usersOf(factory, name, flags));
  const { username } = flags;
  if (cluster !== undefined && username !== undefined && users.length === 0) throw notFoundError(`There is no user "${username}" in the cluster "${cluster}".`, `\`pgo show user ${cluster}\` lists those that there are.`);
  const { out, err } = factory.streams;
  const columns: Column<ShownUser>[] = [
    { header: 'CLUSTER', value: (user) => user.cluster },
    { header: 'USERNAME', value: ({ name }) => name },
    ...(flags.showPasswords === true ? [{ header: 'PASSWORD', value: ({ password }: ShownUser) => password ?? '' }] : []),
    { header: 'DATABASES', value: ({ databases }) => databases.join(',') },
    { header: 'PRIVILEGES', value: ({ privileges, superuser }) => (superuser ? 'SUPERUSER' : privileges) },
    { header: 'EXPIRES', value: ({ validUntil }) => validUntil ?? 'never' },
    { header: 'STATUS', value: ({ state }) => state, paint: (text, { state }) => paintState(text, state, out.colours) },
    { header: 'MESSAGE', value: ({ message }) => message, shrinkTo: 16 },
  ];
  await printResult(factory, {
    data: () => users,
    names: () => users.map(({ name }) => `user/${name}`),
    text: async () => (users.length === 0 ? '' : renderTable(columns, users, { columns: out.columns(), paintHeader: out.colours.bold })),
  });
  if (users.length === 0) err.line('There are no such users.');
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  addClusterSelection(command)
    .option('--username <name>', 'only this user')
    .option('--expired <days>', 'only users whose passwords end within so many days', wholeNumber(0, 36_500))
    .option('--show-passwords', 'show passwords, which needs the permission SHOW_SECRETS')
    .action(async (cluster: string | undefined, flags: ShowUserFlags) => run(factory, cluster, flags));
};
