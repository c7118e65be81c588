import type { Command } from 'commander';
import { confirmDeletion } from '../factory/confirm-deletion.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo delete pgbouncer` was asked for. */
export interface DeletePgbouncerFlags extends MutationFlags {
  /** False with --no-prompt. */
  prompt: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'Remove the pooler and everything that it has in PostgreSQL', run: 'pgo delete pgbouncer hippo --no-prompt --wait' }];

/** Removes the connection pooler of a cluster. */
export const run = async (factory: Factory, name: string, flags: DeletePgbouncerFlags): Promise<void> => {
  const namespace = await namespaceOf(factory);
  if (flags.prompt && flags.dryRun !== true) await confirmDeletion(factory, `the pooler of the cluster ${name} in ${namespace}`);
  const client = await factory.client();
  const { deletePooler } = await client.deletePooler({ input: { cluster: { namespace, name }, ...mutationInput(flags) } }, { signal: factory.signal });
  await finishMutation(factory, deletePooler, flags, { name: `cluster/${name}`, begun: `${name} pgbouncer is being removed.`, done: `${name} pgbouncer deleted.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command.argument('<cluster>', 'name of the cluster').option('--uninstall', 'as in pgo 4.x: its login goes in any case').option('--no-prompt', 'do not ask');
  addMutationOptions(command).action(async (name: string, flags: DeletePgbouncerFlags) => run(factory, name, flags));
};
