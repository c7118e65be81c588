import type { Command } from 'commander';
import { describeBindings } from '../access/parse-access.js';
import { notFoundError } from '../error/cli-error.js';
import type { Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import { renderFields, renderTable } from '../output/table.js';
import type { AccountFieldsFragment } from '../../schema/sdk/client.js';
import type { Example } from '../verb/verb.js';

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'All accounts that you may see', run: 'pgo show pgouser' },
  { does: 'One, with the ids of its tokens', run: 'pgo show pgouser ann' },
];

const describe = ({ name, disabled, bindings, identities, tokens }: AccountFieldsFragment, bold: (text: string) => string): string => renderFields([
  ['Account', disabled ? `${name} (disabled)` : name],
  ['Roles', describeBindings(bindings)],
  ['Identities', identities.join('\n')],
  ['Tokens', tokens.map((token) => `${token.id}  ${token.name}  ${token.expiresAt == null ? 'no end' : `until ${token.expiresAt}`}  ${token.lastUsedAt == null ? 'never used' : `used ${token.lastUsedAt}`}`).join('\n')],
], bold);

/** Shows one account in detail, or all as a table. */
export const run = async (factory: Factory, name: string | undefined): Promise<void> => {
  const client = await factory.client();
  const { accounts } = await client.accounts({}, { signal: factory.signal });
  const { out } = factory.streams;
  if (name !== undefined) {
    const account = accounts.find((one) => one.name === name);
    if (account === undefined) throw notFoundError(`There is no account "${name}".`, '`pgo show pgouser` lists those that you may see.');
    await printResult(factory, { data: () => account, names: () => [`pgouser/${name}`], text: () => describe(account, out.colours.bold) });
    return;
  }
  await printResult(factory, {
    data: () => accounts,
    names: () => accounts.map((account) => `pgouser/${account.name}`),
    text: () => renderTable<AccountFieldsFragment>([
      { header: 'NAME', value: (account) => account.name },
      { header: 'ROLES', value: (account) => describeBindings(account.bindings).replaceAll('\n', '; ') },
      { header: 'TOKENS', value: (account) => String(account.tokens.length) },
      { header: 'DISABLED', value: (account) => (account.disabled ? 'yes' : 'no') },
    ], accounts, { columns: out.columns(), paintHeader: out.colours.bold }),
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command.argument('[account]', 'name of the account; all when left out').action(async (name: string | undefined) => run(factory, name));
};
