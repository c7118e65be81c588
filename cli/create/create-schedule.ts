import { Option, type Command } from 'commander';
import type { PgoClient } from '../../schema/sdk/client.js';
import { flagsFor } from '../cluster/select-clusters.js';
import { usageError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutations, type MutationRequest } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import { readPages } from '../page/read-pages.js';
import { addScheduleOptions, scheduleInput, type ScheduleFlags } from '../schedule/schedule-options.js';
import type { Example } from '../verb/verb.js';

const types = { pgbackrest: 'BACKUP', backup: 'BACKUP', policy: 'POLICY', verify: 'VERIFY', stop: 'STOP', start: 'START' } as const;

/** What `pgo create schedule` was asked for. */
export interface CreateScheduleFlags extends MutationFlags, ScheduleFlags {
  schedule: string;
  scheduleType: keyof typeof types;
  scheduleName?: string;
  selector?: string;
  suspended?: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'A full backup every day at 1:00', run: 'pgo create schedule hippo --schedule "0 1 * * *" --schedule-type pgbackrest --pgbackrest-backup-type full' },
  { does: 'A policy every five minutes', run: 'pgo create schedule hippo --schedule "*/5 * * * *" --schedule-type policy --policy audit --database hippo' },
  { does: 'Stop a cluster in the evening, local time', run: 'pgo create schedule hippo --schedule "0 20 * * mon-fri" --time-zone Europe/Berlin --schedule-type stop' },
];

const clustersOf = async (factory: Factory, client: PgoClient, { namespace, name, selector }: { namespace: string; name: string | undefined; selector: string | undefined }): Promise<string[]> => {
  if ((name === undefined) === (selector === undefined)) throw usageError('Give either the name of a cluster or --selector.', '--selector');
  if (name !== undefined) return [name];
  const found = await readPages(async (after, first) => (await client.clusters({ namespace, selector: selector ?? null, first, after: after ?? null }, { signal: factory.signal })).clusters);
  if (found.length === 0) throw usageError(`No cluster in the namespace "${namespace}" has these labels.`, '--selector');
  return found.map((cluster) => cluster.name);
};

/** Creates a schedule for a cluster, or for each of those that are selected. */
export const run = async (factory: Factory, name: string | undefined, flags: CreateScheduleFlags): Promise<void> => {
  const client = await factory.client();
  const namespace = await namespaceOf(factory);
  const isOnly = name !== undefined;
  const request = (cluster: string): MutationRequest => async () => {
    const input = {
      namespace, cluster, type: types[flags.scheduleType], cron: flags.schedule, ...scheduleInput(flags),
      ...(flags.scheduleName === undefined ? {} : { name: flags.scheduleName }),
      ...(flags.suspended === undefined ? {} : { suspended: flags.suspended }),
      ...mutationInput(flagsFor(flags, isOnly, cluster)),
    };
    const { createSchedule } = await client.createSchedule({ input }, { signal: factory.signal });
    const made = createSchedule.schedule?.name ?? '';
    const text = `Created schedule ${made} for cluster ${cluster}.`;
    return { payload: createSchedule, sentences: { name: `schedule/${made}`, begun: text, done: text } };
  };
  const clusters = await clustersOf(factory, client, { namespace, name, selector: flags.selector });
  await finishMutations(factory, clusters.map(request), flags, isOnly);
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('[cluster]', 'name of the cluster')
    .requiredOption('--schedule <times>', 'when: "minute hour day-of-month month day-of-week", or @daily and the like')
    .addOption(new Option('--schedule-type <type>', 'what is done').choices(Object.keys(types)).makeOptionMandatory())
    .option('--schedule-name <name>', 'name of the schedule; made of cluster and type when left out')
    .option('-s, --selector <selector>', 'clusters with these labels, in place of a name')
    .option('--suspended', 'create it at rest');
  addMutationOptions(addScheduleOptions(command)).action(async (name: string | undefined, flags: CreateScheduleFlags) => run(factory, name, flags));
};
