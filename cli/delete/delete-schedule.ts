import type { Command } from 'commander';
import { flagsFor } from '../cluster/select-clusters.js';
import { usageError } from '../error/cli-error.js';
import { confirmDeletion } from '../factory/confirm-deletion.js';
import type { Factory } from '../factory/factory.js';
import { finishMutations, type MutationRequest } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import { findSchedules } from '../schedule/find-schedules.js';
import type { Example } from '../verb/verb.js';

/** What `pgo delete schedule` was asked for. */
export interface DeleteScheduleFlags extends MutationFlags {
  /** False with --no-prompt. */
  prompt: boolean;
  scheduleName?: string;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'One schedule', run: 'pgo delete schedule --schedule-name hippo-pgbackrest-full --no-prompt' },
  { does: 'All schedules of a cluster', run: 'pgo delete schedule hippo --no-prompt' },
];

/** Deletes one schedule, or those of a cluster. */
export const run = async (factory: Factory, cluster: string | undefined, flags: DeleteScheduleFlags): Promise<void> => {
  if (cluster === undefined && flags.scheduleName === undefined) throw usageError('Give the name of a cluster or --schedule-name.', '--schedule-name');
  const client = await factory.client();
  const found = await findSchedules(factory, client, { cluster, scheduleName: flags.scheduleName });
  if (found.length === 0) factory.streams.err.line('There are no schedules.');
  else if (flags.prompt && flags.dryRun !== true) await confirmDeletion(factory, found.map(({ name }) => name).join(', '));
  const isOnly = flags.scheduleName !== undefined;
  const requests = found.map(({ namespace, name }): MutationRequest => async () => {
    const { deleteSchedule } = await client.deleteSchedule({ input: { namespace, name, ...mutationInput(flagsFor(flags, isOnly, name)) } }, { signal: factory.signal });
    return { payload: deleteSchedule, sentences: { name: `schedule/${name}`, begun: `Schedule ${name} is deleted.`, done: `Schedule ${name} is deleted.` } };
  });
  await finishMutations(factory, requests, flags, isOnly);
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('[cluster]', 'name of the cluster whose schedules go')
    .option('--schedule-name <name>', 'one schedule')
    .option('--no-prompt', 'do not ask');
  addMutationOptions(command).action(async (cluster: string | undefined, flags: DeleteScheduleFlags) => run(factory, cluster, flags));
};
