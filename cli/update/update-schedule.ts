import type { Command } from 'commander';
import { usageError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import { addScheduleOptions, scheduleInput, type ScheduleFlags } from '../schedule/schedule-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo update schedule` was asked for. */
export interface UpdateScheduleFlags extends MutationFlags, ScheduleFlags {
  suspend?: boolean;
  resume?: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Other times, from now on', run: 'pgo update schedule hippo-pgbackrest-full --schedule "30 2 * * *"' },
  { does: 'Let it rest, and go on later', run: 'pgo update schedule hippo-pgbackrest-full --suspend' },
];

/** Changes a schedule. */
export const run = async (factory: Factory, name: string, flags: UpdateScheduleFlags): Promise<void> => {
  if (flags.suspend === true && flags.resume === true) throw usageError('--suspend and --resume cannot be given together.', '--suspend');
  const suspended = flags.suspend === true ? true : flags.resume === true ? false : undefined;
  const changes = {
    ...scheduleInput(flags), ...(flags.schedule === undefined ? {} : { cron: flags.schedule }), ...(suspended === undefined ? {} : { suspended }),
  };
  if (Object.keys(changes).length === 0) throw usageError('Nothing to change was given.', '--schedule');
  const client = await factory.client();
  const { updateSchedule } = await client.updateSchedule({ input: { namespace: await namespaceOf(factory), name, ...changes, ...mutationInput(flags) } }, { signal: factory.signal });
  await finishMutation(factory, updateSchedule, flags, { name: `schedule/${name}`, begun: `Schedule ${name} is changed.`, done: `Schedule ${name} is changed.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<name>', 'name of the schedule')
    .option('--schedule <times>', 'when: "minute hour day-of-month month day-of-week", or @daily and the like')
    .option('--suspend', 'let it rest')
    .option('--resume', 'let it run again');
  addMutationOptions(addScheduleOptions(command)).action(async (name: string, flags: UpdateScheduleFlags) => run(factory, name, flags));
};
