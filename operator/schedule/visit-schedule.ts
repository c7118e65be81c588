import type { ConfigMap } from '../../kube/core-kinds.js';
import { SCHEDULE_CONFIG_MAP } from '../../kube/core-kinds.js';
import { ignoreGone, KubeError } from '../../kube/kube-error.js';
import type { Key } from '../../kube/kube-object.js';
import { POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import { LABEL_CLUSTER, MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { API_VERSION } from '../../schema/naming/names.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { nextTick } from '../../schema/schedule/cron.js';
import { readSchedule } from '../../schema/schedule/read-schedule.js';
import { scheduleRunInput } from '../../schema/schedule/schedule-run.js';
import { ANNOTATION_SCHEDULE_ERROR, ANNOTATION_SCHEDULE_STATE, LABEL_SCHEDULE, type Schedule } from '../../schema/schedule/schedule.js';
import { formatState, parseState, timingOf, type ScheduleState } from '../../schema/schedule/schedule-state.js';
import { keyLeftMs } from '../operation/operation-expiry.js';
import { hasEnded } from '../operation/operation-status.js';
import { planRun, runName, type PlannedRun } from './plan-run.js';
import type { ScheduleLoop } from './schedule-loop.js';

/** The runs of a schedule that are known. */
export const runsOf = ({ cache }: Pick<ScheduleLoop, 'cache'>, { metadata }: ConfigMap, { cluster }: Schedule): readonly PostgresOperation[] =>
  cache.list(POSTGRES_OPERATION, { namespace: cluster.namespace, cluster: cluster.name }).filter((operation) => operation.metadata.labels?.[LABEL_SCHEDULE] === metadata.uid);

const annotate = async ({ writer }: ScheduleLoop, { metadata }: ConfigMap, annotations: Readonly<Record<string, string | null>>): Promise<void> => {
  const { name, namespace = '', uid } = metadata;
  await writer.mergePatch(SCHEDULE_CONFIG_MAP, { namespace, name }, { metadata: { uid, annotations } }, { manager: MANAGER_OPERATOR }).catch(ignoreGone);
};

/** Says on the schedule itself, and by an event, what keeps it from being carried out; or that nothing does any more. */
const tellFault = async (loop: ScheduleLoop, configMap: ConfigMap, fault: string | undefined): Promise<void> => {
  const told = configMap.metadata.annotations?.[ANNOTATION_SCHEDULE_ERROR];
  if (told === fault) return;
  await annotate(loop, configMap, { [ANNOTATION_SCHEDULE_ERROR]: fault ?? null });
  loop.events.record(configMap, fault === undefined ? { type: 'Normal', reason: 'ScheduleValid', message: 'The schedule can be carried out again.' }
    : { type: 'Warning', reason: 'ScheduleInvalid', message: `The schedule does not run: ${fault}.` });
};

const operationOf = (configMap: ConfigMap, { schedule, cluster }: { schedule: Schedule; cluster: PostgresCluster }, { tickMs, skipped }: PlannedRun): PostgresOperation => {
  const { uid = '', name } = configMap.metadata;
  const input = { ...scheduleRunInput(configMap.metadata, schedule, cluster), tick: new Date(tickMs).toISOString(), ...(skipped === undefined ? {} : { skipped }) };
  return {
    apiVersion: API_VERSION, kind: 'PostgresOperation',
    metadata: { name: runName(uid, tickMs), namespace: schedule.cluster.namespace, labels: { [LABEL_CLUSTER]: cluster.metadata.name, [LABEL_SCHEDULE]: uid } },
    spec: {
      kind: 'RunSchedule', cluster: cluster.metadata.name, ...(cluster.metadata.uid === undefined ? {} : { clusterUid: cluster.metadata.uid }),
      requestedBy: `schedule/${name}`, input: { ...input },
    },
  };
};

/** Records a run. Whoever else does so too, at the same moment or before: there is one operation for a tick. */
const record = async ({ writer, events, logger }: ScheduleLoop, configMap: ConfigMap, operation: PostgresOperation): Promise<void> => {
  const skipped = operation.spec.input?.['skipped'];
  try {
    await writer.create(POSTGRES_OPERATION, operation, { manager: MANAGER_OPERATOR });
  } catch (error) {
    if (error instanceof KubeError && error.reason === 'AlreadyExists') return;
    throw error;
  }
  logger.info({ schedule: configMap.metadata.name, operation: operation.metadata.name, skipped }, 'a scheduled run was recorded');
  if (typeof skipped === 'string') events.record(configMap, { type: 'Normal', reason: 'RunSkipped', message: `The run of ${String(operation.spec.input?.['tick'])} was skipped. ${skipped}` });
};

/** Deletes the oldest ended runs beyond those that the schedule keeps, unless an idempotency key stands for them. */
const trimHistory = async ({ writer, clock }: ScheduleLoop, runs: readonly PostgresOperation[], limit: number): Promise<void> => {
  const endOf = ({ status, metadata }: PostgresOperation): string => status?.finishedAt ?? metadata.creationTimestamp ?? '';
  const old = runs.filter(hasEnded).sort((a, b) => (endOf(a) < endOf(b) ? 1 : -1)).slice(limit).filter((run) => keyLeftMs(run, clock.now()) === 0);
  await Promise.all(old.map(({ metadata: { name, namespace = '', uid } }) => writer.delete(POSTGRES_OPERATION, { namespace, name }, uid === undefined ? {} : { uid })));
};

const stateOf = ({ metadata }: ConfigMap, timing: string, nowMs: number): ScheduleState => {
  const kept = parseState(metadata.annotations);
  if (kept === undefined) return { timing, sinceMs: Date.parse(metadata.creationTimestamp ?? '') || nowMs };
  return kept.timing === timing ? kept : { timing, sinceMs: nowMs };
};

/**
 * Looks at a schedule and records the run that is due, if one is. Resolves to the time of the next one, in milliseconds
 * since the epoch. All is decided from the ConfigMap, its cluster and the time, so that any process may look at any moment.
 */
export const visitSchedule = async (loop: ScheduleLoop, key: Key): Promise<number | undefined> => {
  const { cache, clock } = loop;
  const configMap = cache.get(SCHEDULE_CONFIG_MAP, key);
  if (configMap === undefined || configMap.metadata.deletionTimestamp !== undefined) return undefined;
  const { schedule, fault } = readSchedule(configMap, loop.namespace);
  const cluster = fault === undefined ? cache.get(POSTGRES_CLUSTER, schedule.cluster) : undefined;
  await tellFault(loop, configMap, fault ?? (cluster === undefined ? `there is no cluster "${schedule.cluster.name}" in the namespace "${schedule.cluster.namespace}"` : undefined));
  if (cluster === undefined) return undefined;

  const nowMs = clock.now();
  const runs = runsOf(loop, configMap, schedule);
  let state = stateOf(configMap, timingOf(schedule, cluster.metadata.uid), nowMs);
  const run = planRun({ schedule, cluster, sinceMs: state.sinceMs, runs, nowMs });
  if (run !== undefined) {
    await record(loop, configMap, operationOf(configMap, { schedule, cluster }, run));
    state = { ...state, sinceMs: run.tickMs };
  }
  if (configMap.metadata.annotations?.[ANNOTATION_SCHEDULE_STATE] !== formatState(state)) await annotate(loop, configMap, { [ANNOTATION_SCHEDULE_STATE]: formatState(state) });
  await trimHistory(loop, runs, schedule.historyLimit);
  return schedule.suspended ? undefined : nextTick(schedule.cron, schedule.timeZone, nowMs);
};
