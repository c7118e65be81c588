import type { Command } from 'commander';
import { notFoundError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { wholeNumber } from '../option/parse-option.js';
import { printResult } from '../output/print-result.js';
import { paintState } from '../output/state-colour.js';
import { renderTable, type Column } from '../output/table.js';
import { endsWithin, readPasswords, readUsers, type UserView } from '../user/user-view.js';
import type { Example } from '../verb/verb.js';

/** What `pgo show user` was asked for. */
export interface ShowUserFlags {
  username?: string;
  expired?: number;
  showPasswords?: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'The users of a cluster', run: 'pgo show user hippo' },
  { does: 'Those whose passwords end within a week', run: 'pgo show user hippo --expired 7' },
];

/** Shows the users of a cluster. */
export const run = async (factory: Factory, cluster: string, flags: ShowUserFlags): Promise<void> => {
  const namespace = await namespaceOf(factory);
  const all = await readUsers(factory, { namespace, cluster });
  const { username, expired } = flags;
  const users = all.filter((user) => (username === undefined || user.name === username) && (expired === undefined || endsWithin(user, expired, factory.clock.now())));
  if (username !== undefined && users.length === 0) throw notFoundError(`There is no user "${username}" in the cluster "${cluster}".`, `\`pgo show user ${cluster}\` lists those that there are.`);
  const passwords = flags.showPasswords === true ? await readPasswords(factory, { namespace, cluster }) : undefined;
  const { out, err } = factory.streams;
  const columns: Column<UserView>[] = [
    { header: 'CLUSTER', value: (user) => user.cluster },
    { header: 'USERNAME', value: ({ name }) => name },
    ...(passwords === undefined ? [] : [{ header: 'PASSWORD', value: ({ name }: UserView) => passwords.get(name) ?? '' }]),
    { header: 'DATABASES', value: ({ databases }) => databases.join(',') },
    { header: 'PRIVILEGES', value: ({ privileges, superuser }) => (superuser ? 'SUPERUSER' : privileges) },
    { header: 'EXPIRES', value: ({ validUntil }) => validUntil ?? 'never' },
    { header: 'STATUS', value: ({ state }) => state, paint: (text, { state }) => paintState(text, state, out.colours) },
    { header: 'MESSAGE', value: ({ message }) => message, shrinkTo: 16 },
  ];
  await printResult(factory, {
    data: () => users.map((user) => (passwords === undefined ? user : { ...user, password: passwords.get(user.name) ?? null })),
    names: () => users.map(({ name }) => `user/${name}`),
    text: async () => (users.length === 0 ? '' : renderTable(columns, users, { columns: out.columns(), paintHeader: out.colours.bold })),
  });
  if (users.length === 0) err.line('There are no such users.');
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<cluster>', 'name of the cluster')
    .option('--username <name>', 'only this user')
    .option('--expired <days>', 'only users whose passwords end within so many days', wholeNumber(0, 36_500))
    .option('--show-passwords', 'show passwords, which needs the permission SHOW_SECRETS')
    .action(async (cluster: string, flags: ShowUserFlags) => run(factory, cluster, flags));
};
