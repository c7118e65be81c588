import type { Command } from 'commander';
import { collectBinding, collectText, type BindingView } from '../access/parse-access.js';
import type { Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo create pgouser` was asked for. */
export interface CreatePgouserFlags extends MutationFlags {
  role?: BindingView[];
  identity?: string[];
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'An account that may look everywhere', run: 'pgo create pgouser ann --role viewer' },
  { does: 'Roles that count in some namespaces only', run: 'pgo create pgouser ci --role developer=team-a,team-b --role viewer' },
  { does: 'A service account of Kubernetes that comes in as this account', run: 'pgo create pgouser deployer --role operator=team-a --identity serviceaccount:team-a:deployer' },
];

/** Creates an account of the API. */
export const run = async (factory: Factory, name: string, flags: CreatePgouserFlags): Promise<void> => {
  const client = await factory.client();
  const input = { name, bindings: flags.role ?? [], ...(flags.identity === undefined ? {} : { identities: flags.identity }), ...mutationInput(flags) };
  const { createAccount } = await client.createAccount({ input }, { signal: factory.signal });
  const done = `Account ${name} is created. Make a token for it with \`pgo create token ${name}\`.`;
  await finishMutation(factory, createAccount, flags, { name: `pgouser/${name}`, begun: done, done });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<account>', 'name of the account')
    .option('--role <role[=namespaces]>', 'role, and the namespaces in which it counts (all when left out); may be repeated', collectBinding)
    .option('--identity <identity>', 'who else comes in as this account: serviceaccount:NAMESPACE:NAME, certificate:NAME, oidc:SUBJECT; may be repeated', collectText);
  addMutationOptions(command).action(async (name: string, flags: CreatePgouserFlags) => run(factory, name, flags));
};
