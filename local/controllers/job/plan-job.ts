import type { Pod } from '../core-types.js';
import { kinds } from '../kinds.js';
import { matchesSelector } from '../label-selector.js';
import { claimObjects } from '../owner.js';
import { create, nothingToDo, remove, replace, replaceStatus, soonest, type Action, type Plan } from '../plan.js';
import { isDeleting, isTrue, timestamp, withCondition } from '../pod-state.js';
import type { Job, JobStatus } from '../workload-types.js';
import { countPods, type JobCounts } from './job-counts.js';
import { announcedVerdict, deadline, decideVerdict, isJobFinished, policyAction, withVerdict } from './job-finish.js';
import { failureCountOf, freeIndexes, indexOf } from './job-indexes.js';
import { desireJobPod, isTracked, withoutTracking } from './job-pod.js';

const RETRY_FIRST_MS = 10_000;
const RETRY_CAP_MS = 360_000;

/** What is known when a Job is looked at: it and the pods of its namespace. */
export interface JobWorld {
  readonly job: Job;
  readonly pods: readonly Pod[];
  readonly now: number;
}

/** Decides what a Job needs: pods up to its parallelism, their counting, its verdict, and its end when its time to live is over. */
export function planJob({ job, pods, now }: JobWorld): Plan {
  const claimed = claimObjects({
    kind: kinds.pod,
    ownerKind: kinds.job,
    owner: job,
    candidates: pods,
    matches: ({ metadata }) => matchesSelector(job.spec.selector, metadata.labels),
  });
  const own = claimed.owned;
  if (isJobFinished(job)) return planFinished(job, own, now);
  if (isDeleting(job)) return { actions: own.filter(isTracked).map((pod) => replace(kinds.pod, withoutTracking(pod))) };
  const counts = countPods(job, own);
  const verdict = announcedVerdict(job) ?? decideVerdict(job, own, { ...counts, active: counts.active.length }, now);
  const release = counts.releasable.map((pod) => replace(kinds.pod, withoutTracking(pod)));
  const base = baseStatus(job, counts, now);
  if (verdict) {
    const final = counts.settled && counts.active.length === 0 && counts.terminating === 0;
    const status = withVerdict(base, verdict, final, now);
    const ended = counts.active.map((pod) => remove(kinds.pod, pod));
    return { actions: [...claimed.actions, ...release, ...ended, ...replaceStatus(kinds.job, job, status)], visitAfterMs: final ? 0 : undefined };
  }
  const work = job.spec.suspend ? { actions: suspendPods(counts) } : planWork(job, own, counts, now);
  const waits = [work.visitAfterMs, base.startTime === undefined ? undefined : deadline({ ...job, status: base }) - now];
  return {
    actions: [...claimed.actions, ...release, ...work.actions, ...replaceStatus(kinds.job, job, base)],
    visitAfterMs: soonest(...waits.filter((wait) => wait === undefined || Number.isFinite(wait))),
  };
}

function baseStatus(job: Job, counts: JobCounts, now: number): JobStatus {
  const suspended = job.spec.suspend === true;
  const startTime = suspended ? undefined : (job.status?.startTime ?? timestamp(now));
  const { active } = counts;
  return {
    ...(active.length > 0 ? { active: active.length } : {}),
    ready: counts.ready,
    terminating: counts.terminating,
    ...counts.stored,
    ...(startTime ? { startTime } : {}),
    ...conditionsField(job, suspended, now),
  };
}

function conditionsField(job: Job, suspended: boolean, now: number): Pick<JobStatus, 'conditions'> {
  const conditions = job.status?.conditions;
  const before = isTrue(conditions, 'Suspended');
  if (suspended === before) return conditions ? { conditions } : {};
  const [reason, message] = suspended ? ['JobSuspended', 'Job suspended'] : ['JobResumed', 'Job resumed'];
  return { conditions: withCondition(conditions, { type: 'Suspended', status: suspended ? 'True' : 'False', reason, message, lastProbeTime: timestamp(now) }, now) };
}

/** Pods that end because the job does not want them any more are no failures: they are not tracked from here on. */
function suspendPods({ active }: JobCounts): Action[] {
  return active.flatMap(endUncounted);
}

function endUncounted(pod: Pod): Action[] {
  return [...(isTracked(pod) ? [replace(kinds.pod, withoutTracking(pod))] : []), remove(kinds.pod, pod)];
}

/** Makes the pods that are missing, after a pause that doubles with every failure in a row, or ends those too many. */
function planWork(job: Job, pods: readonly Pod[], counts: JobCounts, now: number): Plan {
  const { completions, parallelism = 1, podReplacementPolicy } = job.spec;
  const remaining = completions === undefined ? (counts.succeeded > 0 ? counts.active.length : parallelism) : completions - counts.succeeded - counts.failedIndexes.size;
  const wanted = Math.max(0, Math.min(parallelism, remaining));
  const waiting = podReplacementPolicy === 'Failed' ? counts.terminating : 0;
  const missing = wanted - counts.active.length - waiting;
  if (missing < 0) return { actions: surplus(counts.active, -missing).flatMap(endUncounted) };
  if (missing === 0) return nothingToDo;
  const taken = new Set([...counts.completedIndexes, ...counts.failedIndexes, ...counts.active.map((pod) => indexOf(pod) ?? -1)]);
  if (job.spec.backoffLimitPerIndex !== undefined) return planIndexes(job, pods, { taken, missing, now });
  const pauseMs = retryPauseMs(pods, counts, now);
  if (pauseMs > 0) return { actions: [], visitAfterMs: pauseMs };
  if (job.spec.completionMode !== 'Indexed') return { actions: Array.from({ length: missing }, () => create(kinds.pod, desireJobPod(job, undefined))) };
  return { actions: freeIndexes(completions ?? 0, taken, missing).map((index) => create(kinds.pod, desireJobPod(job, index))) };
}

/** With a limit for each index each has failures and pauses of its own: one that failed does not hold the others. */
function planIndexes(job: Job, pods: readonly Pod[], { taken, missing, now }: { taken: ReadonlySet<number>; missing: number; now: number }): Plan {
  const { completions = 0 } = job.spec;
  const waits: number[] = [];
  const failed = pods.filter(({ status }) => status?.phase === 'Failed').sort((left, right) => failureCountOf(left) - failureCountOf(right));
  const lastFailed = new Map(failed.map((pod) => [indexOf(pod), pod]));
  const due = freeIndexes(completions, taken, completions).flatMap((index) => {
    const last = lastFailed.get(index);
    if (last === undefined) return [{ index, failures: 0 }];
    const counts = policyAction(job, last) !== 'Ignore';
    const failures = failureCountOf(last) + (counts ? 1 : 0);
    const waitMs = endOf(last) + pauseAfterMs(failures) - now;
    if (waitMs <= 0) return [{ index, failures }];
    waits.push(waitMs);
    return [];
  });
  return { actions: due.slice(0, missing).map(({ index, failures }) => create(kinds.pod, desireJobPod(job, index, failures))), visitAfterMs: soonest(...waits) };
}

/** Pods that have not come far are ended first. */
function surplus(active: readonly Pod[], count: number): Pod[] {
  const progress = ({ status }: Pod): number => (status?.phase === 'Running' ? 1 : 0);
  return [...active].sort((left, right) => progress(left) - progress(right) || age(right) - age(left)).slice(0, count);
}

function age({ metadata }: Pod): number {
  return Date.parse(metadata.creationTimestamp ?? '');
}

/** Milliseconds until the next pod may be made: failures since the last success count. */
function retryPauseMs(pods: readonly Pod[], counts: JobCounts, now: number): number {
  const ends = pods.filter(({ status }) => status?.phase === 'Succeeded' || status?.phase === 'Failed').sort((left, right) => endOf(left) - endOf(right));
  const lastSuccess = ends.findLastIndex(({ status }) => status?.phase === 'Succeeded');
  const failures = Math.min(ends.length - 1 - lastSuccess, counts.failed);
  const last = ends.at(-1);
  if (failures <= 0 || !last) return 0;
  return endOf(last) + pauseAfterMs(failures) - now;
}

/** The pause after so many failures; none after none. */
function pauseAfterMs(failures: number): number {
  return failures === 0 ? 0 : Math.min(RETRY_CAP_MS, RETRY_FIRST_MS * 2 ** Math.min(failures - 1, 30));
}

function endOf({ status, metadata }: Pod): number {
  const times = status?.containerStatuses?.map(({ state }) => Date.parse(state?.terminated?.finishedAt ?? '')).filter((time) => !Number.isNaN(time)) ?? [];
  return times.length > 0 ? Math.max(...times) : Date.parse(metadata.creationTimestamp ?? '');
}

function planFinished(job: Job, pods: readonly Pod[], now: number): Plan {
  const release = pods.filter(isTracked).map((pod) => replace(kinds.pod, withoutTracking(pod)));
  const { ttlSecondsAfterFinished: ttl } = job.spec;
  if (ttl === undefined || isDeleting(job)) return { actions: release };
  const finished = job.status?.conditions?.find(({ type, status }) => (type === 'Complete' || type === 'Failed') && status === 'True');
  const endsInMs = Date.parse(finished?.lastTransitionTime ?? '') + ttl * 1000 - now;
  if (endsInMs > 0) return { actions: release, visitAfterMs: endsInMs };
  return { actions: [...release, remove(kinds.job, job, { propagationPolicy: 'Background' })] };
}
