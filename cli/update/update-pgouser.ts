import type { Command } from 'commander';
import { collectBinding, collectText, type BindingView } from '../access/parse-access.js';
import { usageError } from '../error/cli-error.js';
import type { Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo update pgouser` was asked for. */
export interface UpdatePgouserFlags extends MutationFlags {
  role?: BindingView[];
  identity?: string[];
  disable?: boolean;
  enable?: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Other roles, in place of those before', run: 'pgo update pgouser ann --role operator=team-a' },
  { does: 'Let nobody in with it; what it has open ends', run: 'pgo update pgouser ann --disable' },
];

/** Changes an account of the API. */
export const run = async (factory: Factory, name: string, flags: UpdatePgouserFlags): Promise<void> => {
  const { role: bindings, identity: identities, disable, enable } = flags;
  if (disable === true && enable === true) throw usageError('An account cannot be both enabled and disabled.', '--enable', 'Use one of --enable and --disable.');
  const change = {
    ...(bindings === undefined ? {} : { bindings }), ...(identities === undefined ? {} : { identities }),
    ...(disable === true || enable === true ? { disabled: disable === true } : {}),
  };
  if (Object.keys(change).length === 0) throw usageError('Nothing is to be changed.', undefined, 'Name what to change: --role, --identity, --disable or --enable.');
  const client = await factory.client();
  const { updateAccount } = await client.updateAccount({ input: { name, ...change, ...mutationInput(flags) } }, { signal: factory.signal });
  await finishMutation(factory, updateAccount, flags, { name: `pgouser/${name}`, begun: `Account ${name} is changed.`, done: `Account ${name} is changed.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<account>', 'name of the account')
    .option('--role <role[=namespaces]>', 'roles in place of those before, and the namespaces in which each counts; may be repeated', collectBinding)
    .option('--identity <identity>', 'who else comes in as this account, in place of those before; may be repeated', collectText)
    .option('--disable', 'let nobody in with it')
    .option('--enable', 'let it in again');
  addMutationOptions(command).action(async (name: string, flags: UpdatePgouserFlags) => run(factory, name, flags));
};
