import { Counter, Gauge, type Registry } from 'prom-client';
import type { KubeCache } from '../../kube/cache/kube-cache.js';
import { SCHEDULE_CONFIG_MAP } from '../../kube/core-kinds.js';
import { POSTGRES_OPERATION } from '../../kube/kinds.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { LABEL_SCHEDULE } from '../../schema/schedule/schedule.js';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const typeOf = ({ spec }: PostgresOperation): string => textOf(spec.input?.['type']).toLowerCase();

/** How a run ended; undefined while it has not. */
const outcomeOf = ({ spec, status }: PostgresOperation): 'succeeded' | 'failed' | 'skipped' | 'cancelled' | undefined => {
  if (status?.state === 'SUCCEEDED') return 'succeeded';
  if (status?.state === 'FAILED') return 'failed';
  if (status?.state !== 'CANCELLED') return undefined;
  return spec.input?.['skipped'] === undefined ? 'cancelled' : 'skipped';
};

const endOf = ({ status }: PostgresOperation): number => Date.parse(status?.finishedAt ?? '') || 0;

/** By UID of the schedule, its run that succeeded or failed last. */
const lastRuns = (cache: KubeCache): ReadonlyMap<string, PostgresOperation> => {
  const newest = new Map<string, PostgresOperation>();
  for (const run of cache.list(POSTGRES_OPERATION)) {
    const schedule = run.metadata.labels?.[LABEL_SCHEDULE];
    const outcome = schedule === undefined ? undefined : outcomeOf(run);
    if (schedule === undefined || (outcome !== 'succeeded' && outcome !== 'failed')) continue;
    const before = newest.get(schedule);
    if (before === undefined || endOf(run) >= endOf(before)) newest.set(schedule, run);
  }
  return newest;
};

/** Measures how runs of schedules end. */
export function watchSchedules(registers: Registry[], cache: KubeCache): void {
  new Gauge({
    name: 'pgo_schedule_last_run_failed', labelNames: ['namespace', 'schedule', 'cluster', 'type'], registers,
    help: '1 when the last run of a schedule failed, 0 when it succeeded; runs that were skipped or cancelled say nothing.',
    collect() {
      this.reset();
      const runs = lastRuns(cache);
      for (const { metadata: { namespace = '', name, uid = '' } } of cache.list(SCHEDULE_CONFIG_MAP)) {
        const run = runs.get(uid);
        if (run !== undefined) this.set({ namespace, schedule: name, cluster: run.spec.cluster ?? '', type: typeOf(run) }, outcomeOf(run) === 'failed' ? 1 : 0);
      }
    },
  });
  const ended = new Counter({ name: 'pgo_schedule_runs_total', help: 'Runs of schedules that ended, by type and outcome, as this process saw it.', labelNames: ['type', 'outcome'], registers });
  cache.onChange(POSTGRES_OPERATION, ({ type, object, previous }) => {
    if (type !== 'MODIFIED' || object.metadata.labels?.[LABEL_SCHEDULE] === undefined) return;
    const outcome = outcomeOf(object);
    if (outcome !== undefined && previous !== undefined && outcomeOf(previous) === undefined) ended.inc({ type: typeOf(object), outcome });
  });
}
