import type { Pod } from '../core-types.js';
import { isDeleting, isReady } from '../pod-state.js';
import type { Job, JobStatus } from '../workload-types.js';
import { policyAction } from './job-finish.js';
import { failureCountOf, formatIndexes, indexOf, parseIndexes } from './job-indexes.js';
import { isTracked } from './job-pod.js';

/** How a job's pods stand, with every pod that ended counted exactly once. */
export interface JobCounts {
  readonly active: readonly Pod[];
  readonly ready: number;
  readonly terminating: number;
  /** Pods that succeeded or failed since the job began, also those that the status does not count yet. */
  readonly succeeded: number;
  readonly failed: number;
  readonly completedIndexes: ReadonlySet<number>;
  /** Indexes that failed more often than each may. */
  readonly failedIndexes: ReadonlySet<number>;
  /** The counters as they are to be stored, and the uids that wait for their finalizer to go. */
  readonly stored: Pick<JobStatus, 'succeeded' | 'failed' | 'uncountedTerminatedPods' | 'completedIndexes' | 'failedIndexes'>;
  /** Pods whose uid is stored as waiting: their finalizer may go. */
  readonly releasable: readonly Pod[];
  /** Says that nothing waits to be counted. */
  readonly settled: boolean;
}

/**
 * Counts in two steps, so that no pod is counted twice or lost whenever this process dies: a pod that ended is first
 * noted by its uid in `uncountedTerminatedPods`; when that is stored its finalizer is removed; when the pod has no
 * finalizer any more (or is gone) the uid leaves the list and the counter grows in the same write.
 */
export function countPods(job: Job, pods: readonly Pod[]): JobCounts {
  const pending = job.status?.uncountedTerminatedPods ?? {};
  const tracked = new Map(pods.filter(isTracked).map((pod) => [uidOf(pod), pod]));
  const noted = new Set([...(pending.succeeded ?? []), ...(pending.failed ?? [])]);
  const fresh = [...tracked.values()].filter((pod) => !noted.has(uidOf(pod)));
  const failing = fresh.filter((pod) => hasFailed(job, pod));
  const ignored = new Set(failing.filter((pod) => policyAction(job, pod) === 'Ignore'));
  const succeeded = countOutcome(job.status?.succeeded, pending.succeeded, tracked, fresh.filter(({ status }) => status?.phase === 'Succeeded'));
  const failed = countOutcome(job.status?.failed, pending.failed, tracked, failing.filter((pod) => !ignored.has(pod)));
  const done = completedIndexes(job, pods);
  const lost = failedIndexes(job, pods.filter((pod) => hasFailed(job, pod)), done);
  const indexed = job.spec.completionMode === 'Indexed';
  const active = pods.filter((pod) => isLive(pod) && !isDeleting(pod));
  const waiting = { ...(succeeded.waiting.length > 0 ? { succeeded: succeeded.waiting } : {}), ...(failed.waiting.length > 0 ? { failed: failed.waiting } : {}) };
  const storedSucceeded = indexed ? done.size : succeeded.stored;
  return {
    active,
    ready: active.filter(isReady).length,
    terminating: pods.filter((pod) => isLive(pod) && isDeleting(pod)).length,
    succeeded: indexed ? done.size : succeeded.stored + succeeded.waiting.length,
    failed: failed.stored + failed.waiting.length,
    completedIndexes: done,
    failedIndexes: lost,
    stored: {
      ...(storedSucceeded > 0 ? { succeeded: storedSucceeded } : {}),
      ...(failed.stored > 0 ? { failed: failed.stored } : {}),
      ...(done.size > 0 ? { completedIndexes: formatIndexes(done) } : {}),
      ...(job.spec.backoffLimitPerIndex === undefined ? {} : { failedIndexes: formatIndexes(lost) }),
      uncountedTerminatedPods: waiting,
    },
    releasable: [...tracked.values()].filter((pod) => noted.has(uidOf(pod)) || ignored.has(pod)),
    settled: succeeded.waiting.length + failed.waiting.length === 0,
  };
}

/** The counter with those whose finalizer has gone, and the uids that still wait: noted before, and ended just now. */
function countOutcome(count = 0, pending: readonly string[] = [], tracked: ReadonlyMap<string, Pod>, ended: readonly Pod[]): { stored: number; waiting: string[] } {
  const still = pending.filter((uid) => tracked.has(uid));
  return { stored: count + pending.length - still.length, waiting: [...still, ...ended.map(uidOf)] };
}

function completedIndexes(job: Job, pods: readonly Pod[]): Set<number> {
  if (job.spec.completionMode !== 'Indexed') return new Set();
  const succeeded = pods.filter(({ status }) => status?.phase === 'Succeeded').flatMap((pod) => indexOf(pod) ?? []);
  return new Set([...parseIndexes(job.status?.completedIndexes), ...succeeded]);
}

/** With a limit for each index: those whose last pod was one failure too many, or whose failure a rule makes final. */
function failedIndexes(job: Job, failed: readonly Pod[], done: ReadonlySet<number>): Set<number> {
  const { backoffLimitPerIndex: limit } = job.spec;
  if (limit === undefined) return new Set();
  const over = failed.filter((pod) => {
    const action = policyAction(job, pod);
    return action === 'FailIndex' || (action !== 'Ignore' && failureCountOf(pod) >= limit);
  });
  return new Set([...parseIndexes(job.status?.failedIndexes), ...over.flatMap((pod) => indexOf(pod) ?? [])].filter((index) => !done.has(index)));
}

/** A pod that is deleted while it runs counts as failed, unless only pods that failed by themselves are replaced. */
function hasFailed(job: Job, pod: Pod): boolean {
  if (pod.status?.phase === 'Failed') return true;
  return job.spec.podReplacementPolicy !== 'Failed' && isDeleting(pod) && pod.status?.phase !== 'Succeeded';
}

function isLive({ status }: Pod): boolean {
  return status?.phase !== 'Succeeded' && status?.phase !== 'Failed';
}

function uidOf({ metadata }: Pod): string {
  return metadata.uid ?? '';
}
