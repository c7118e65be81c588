import type { Command } from 'commander';
import { notFoundError } from '../error/cli-error.js';
import type { Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import { renderFields, renderTable } from '../output/table.js';
import type { RolesQuery } from '../../schema/sdk/client.js';
import type { Example } from '../verb/verb.js';

type Role = RolesQuery['roles'][number];

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'All roles', run: 'pgo show pgorole' },
  { does: 'What one permits', run: 'pgo show pgorole developer' },
];

/** Shows one role in detail, or all as a table. */
export const run = async (factory: Factory, name: string | undefined): Promise<void> => {
  const client = await factory.client();
  const { roles } = await client.roles({}, { signal: factory.signal });
  const { out } = factory.streams;
  if (name !== undefined) {
    const role = roles.find((one) => one.name === name);
    if (role === undefined) throw notFoundError(`There is no role "${name}".`, '`pgo show pgorole` lists them.');
    await printResult(factory, {
      data: () => role, names: () => [`pgorole/${name}`],
      text: () => renderFields([['Role', role.builtin ? `${name} (built in)` : name], ['Permissions', role.all ? 'all' : role.permissions.join('\n')]], out.colours.bold),
    });
    return;
  }
  await printResult(factory, {
    data: () => roles,
    names: () => roles.map((role) => `pgorole/${role.name}`),
    text: () => renderTable<Role>([
      { header: 'NAME', value: (role) => role.name },
      { header: 'PERMISSIONS', value: (role) => (role.all ? 'all' : String(role.permissions.length)) },
      { header: 'BUILT IN', value: (role) => (role.builtin ? 'yes' : 'no') },
    ], roles, { columns: out.columns(), paintHeader: out.colours.bold }),
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command.argument('[role]', 'name of the role; all when left out').action(async (name: string | undefined) => run(factory, name));
};
