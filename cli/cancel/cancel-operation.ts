import type { Command } from 'commander';
import type { Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import type { Example } from '../verb/verb.js';

/** What `pgo cancel` was asked for. */
export interface CancelOperationFlags {
  dryRun?: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'Ask an operation to stop where that does no harm', run: 'pgo cancel ID' }];

/** Asks an operation to stop. */
export const run = async (factory: Factory, id: string, { dryRun }: CancelOperationFlags): Promise<void> => {
  const client = await factory.client();
  const { cancelOperation } = await client.cancelOperation({ input: { id, dryRun: dryRun ?? false } }, { signal: factory.signal });
  const asked = 'The operation was asked to stop.';
  await finishMutation(factory, cancelOperation, {}, { name: `operation/${id}`, begun: asked, done: asked });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<operation>', 'id of the operation')
    .option('--dry-run', 'print the plan and change nothing')
    .action(async (id: string, flags: CancelOperationFlags) => run(factory, id, flags));
};
