import { POSTGRES_OPERATION } from '../../kube/kinds.js';
import { SCHEDULE_CONFIG_MAP } from '../../kube/core-kinds.js';
import { ScheduleRun, type Schedule } from '../../schema/graphql/schedule.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { LABEL_SCHEDULE } from '../../schema/schedule/schedule.js';
import type { Services } from '../context.js';
import { operationState } from '../operation/to-operation.js';

/** The operation of each run. */
const operations = new WeakMap<ScheduleRun, PostgresOperation>();

/** The operation that a run is. */
export const operationOfRun = (run: ScheduleRun): PostgresOperation | undefined => operations.get(run);

const messageOf = ({ status }: PostgresOperation): string =>
  status?.error?.message ?? status?.steps?.findLast(({ message, state }) => message !== '' && state !== 'PENDING')?.message ?? 'Waits for the operator.';

const toRun = (operation: PostgresOperation): ScheduleRun => {
  const { metadata, status, spec } = operation;
  const tick = spec.input?.['tick'];
  const run = Object.assign(new ScheduleRun(), {
    namespace: metadata.namespace, startedAt: status?.startedAt ?? metadata.creationTimestamp ?? new Date(0).toISOString(), finishedAt: status?.finishedAt,
    scheduledFor: typeof tick === 'string' ? tick : undefined, state: operationState(operation), message: messageOf(operation),
  });
  operations.set(run, operation);
  return run;
};

/** The newest first; of those recorded in the same second the one that was asked for by hand, since that comes after the tick. */
const newestFirst = (a: PostgresOperation, b: PostgresOperation): number => {
  const [first, second] = [a, b].map(({ metadata, spec }) => `${metadata.creationTimestamp ?? ''} ${spec.input?.['tick'] === undefined ? 1 : 0}`) as [string, string];
  return first < second ? 1 : first > second ? -1 : 0;
};

/** The runs of a schedule that are kept, the newest first. */
export const runsOfSchedule = ({ namespace, name, cluster, clusterNamespace }: Schedule, { cache }: Services): ScheduleRun[] => {
  const uid = cache.get(SCHEDULE_CONFIG_MAP, { namespace, name })?.metadata.uid;
  return uid === undefined ? [] : cache.list(POSTGRES_OPERATION, { namespace: clusterNamespace, cluster })
    .filter(({ metadata }) => metadata.labels?.[LABEL_SCHEDULE] === uid).sort(newestFirst).map(toRun);
};
