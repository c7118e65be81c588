import type { Command } from 'commander';
import type { Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import { findSchedules } from '../schedule/find-schedules.js';
import { formatSchedule, formatSchedules } from '../schedule/format-schedules.js';
import type { Example } from '../verb/verb.js';

/** What `pgo show schedule` was asked for. */
export interface ShowScheduleFlags {
  scheduleName?: string;
  allNamespaces?: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'The schedules of a cluster, with their last and next runs', run: 'pgo show schedule hippo' },
  { does: 'One with its runs', run: 'pgo show schedule --schedule-name hippo-pgbackrest-full' },
];

/** Shows one schedule in detail, or those of a cluster or of the namespace as a table. */
export const run = async (factory: Factory, cluster: string | undefined, flags: ShowScheduleFlags): Promise<void> => {
  const found = await findSchedules(factory, await factory.client(), { cluster, scheduleName: flags.scheduleName, allNamespaces: flags.allNamespaces });
  const { out, err } = factory.streams;
  const [first] = found;
  const one = flags.scheduleName === undefined ? undefined : first;
  await printResult(factory, {
    data: () => one ?? found,
    names: () => found.map(({ name }) => `schedule/${name}`),
    text: async () => (one !== undefined ? formatSchedule(one, factory.clock.now(), out) : found.length === 0 ? '' : formatSchedules(found, factory.clock.now(), out)),
  });
  if (found.length === 0) err.line('There are no schedules.');
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('[cluster]', 'name of a cluster; schedules of all when left out')
    .option('--schedule-name <name>', 'one schedule, with its runs')
    .option('-A, --all-namespaces', 'schedules of every namespace that you may see')
    .option('--no-prompt', 'accepted, as in pgo 4.x; nothing is asked')
    .action(async (cluster: string | undefined, flags: ShowScheduleFlags) => run(factory, cluster, flags));
};
