import type { Pod } from '../core-types.js';
import { isDeleting, isTrue, timestamp, withCondition } from '../pod-state.js';
import type { Job, JobStatus, PodFailureRule } from '../workload-types.js';
import { parseIndexes } from './job-indexes.js';

/** Why a job ends, as its conditions say it. */
export interface Verdict {
  readonly outcome: 'Complete' | 'Failed';
  readonly reason: string;
  readonly message: string;
}

/** Says whether the job has ended, well or not. */
export function isJobFinished(job: Job): boolean {
  return isTrue(job.status?.conditions, 'Complete') || isTrue(job.status?.conditions, 'Failed');
}

/** The verdict that an earlier visit came to and that waits until the job's pods have ended. */
export function announcedVerdict({ status }: Job): Verdict | undefined {
  const announced = status?.conditions?.find(({ type, status: state }) => (type === 'FailureTarget' || type === 'SuccessCriteriaMet') && state === 'True');
  if (!announced) return undefined;
  const { reason = '', message = '' } = announced;
  return { outcome: announced.type === 'FailureTarget' ? 'Failed' : 'Complete', reason, message };
}

/** The verdict is announced first, so that replacements stop, and is final when every pod has ended and was counted. */
export function withVerdict(status: JobStatus, verdict: Verdict, final: boolean, now: number): JobStatus {
  const { outcome, reason, message } = verdict;
  const time = timestamp(now);
  const mark = (conditions: JobStatus['conditions'], type: string): JobStatus['conditions'] =>
    withCondition(conditions, { type, status: 'True', reason, message, lastProbeTime: time }, now);
  const announced = mark(status.conditions, outcome === 'Failed' ? 'FailureTarget' : 'SuccessCriteriaMet');
  if (!final) return { ...status, conditions: announced };
  return { ...status, conditions: mark(announced, outcome), ...(outcome === 'Complete' ? { completionTime: time } : {}) };
}

/** How many of a job's pods ended well, ended badly, and run. */
export interface Counts {
  readonly succeeded: number;
  readonly failed: number;
  readonly active: number;
  readonly completedIndexes: ReadonlySet<number>;
  readonly failedIndexes: ReadonlySet<number>;
}

/** Decides whether the job is over. `pods` are all that it controls. */
export function decideVerdict(job: Job, pods: readonly Pod[], counts: Counts, now: number): Verdict | undefined {
  const { spec, status } = job;
  const policy = policyFailure(job, pods);
  if (policy) return policy;
  const backoffLimit = spec.backoffLimit ?? 6;
  if (counts.failed > backoffLimit || restartsBeyond(job, pods, backoffLimit)) {
    return { outcome: 'Failed', reason: 'BackoffLimitExceeded', message: 'Job has reached the specified backoff limit' };
  }
  if (spec.activeDeadlineSeconds !== undefined && status?.startTime && now >= deadline(job)) {
    return { outcome: 'Failed', reason: 'DeadlineExceeded', message: 'Job was active longer than specified deadline' };
  }
  const ofIndexes = indexFailure(job, counts) ?? indexSuccess(job, counts);
  if (ofIndexes) return ofIndexes;
  const reached = spec.completions === undefined ? counts.succeeded > 0 && counts.active === 0 : counts.succeeded >= spec.completions;
  if (!reached) return undefined;
  return { outcome: 'Complete', reason: 'CompletionsReached', message: 'Reached expected number of succeeded pods' };
}

/** With a limit for each index the job fails when too many have failed, or when nothing is left to do but some have. */
function indexFailure({ spec: { completions = 0, maxFailedIndexes } }: Job, { completedIndexes, failedIndexes }: Counts): Verdict | undefined {
  if (maxFailedIndexes !== undefined && failedIndexes.size > maxFailedIndexes) {
    return { outcome: 'Failed', reason: 'MaxFailedIndexesExceeded', message: 'Job has exceeded the specified maximal number of failed indexes' };
  }
  if (failedIndexes.size === 0 || completedIndexes.size + failedIndexes.size < completions) return undefined;
  return { outcome: 'Failed', reason: 'FailedIndexes', message: 'Job has failed indexes' };
}

/** The job is done before all of its indexes are when one of its rules says so. */
function indexSuccess({ spec: { successPolicy } }: Job, { completedIndexes }: Counts): Verdict | undefined {
  const rule = successPolicy?.rules.findIndex((one) => meetsSuccess(one, completedIndexes)) ?? -1;
  return rule < 0 ? undefined : { outcome: 'Complete', reason: 'SuccessPolicy', message: `Matched rules at index ${rule}` };
}

/** A rule names indexes that all have to succeed, a number of any, or a number of these. */
function meetsSuccess({ succeededIndexes, succeededCount }: NonNullable<Job['spec']['successPolicy']>['rules'][number], completed: ReadonlySet<number>): boolean {
  const wanted = succeededIndexes === undefined ? completed : parseIndexes(succeededIndexes);
  const met = [...wanted].filter((index) => completed.has(index)).length;
  return met >= (succeededCount ?? wanted.size);
}

/** When the job has been active for as long as it may, in milliseconds since the epoch. */
export function deadline({ spec, status }: Job): number {
  return Date.parse(status?.startTime ?? '') + (spec.activeDeadlineSeconds ?? Number.POSITIVE_INFINITY) * 1000;
}

/** With restartPolicy OnFailure the containers' restarts count, since the pod itself does not fail. */
function restartsBeyond({ spec }: Job, pods: readonly Pod[], backoffLimit: number): boolean {
  if (spec.template.spec.restartPolicy !== 'OnFailure') return false;
  const running = pods.filter(({ status }) => status?.phase === 'Running' || status?.phase === 'Pending');
  const statuses = running.flatMap(({ status }) => [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])]);
  const restarts = statuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
  return backoffLimit === 0 ? restarts > 0 : restarts >= backoffLimit;
}

/** What the job's rules say about a failed pod; Count when none of them is about it. */
export function policyAction(job: Job, pod: Pod): PodFailureRule['action'] {
  if (pod.status?.phase !== 'Failed') return 'Count';
  return job.spec.podFailurePolicy?.rules.find((rule) => meetsRule(rule, pod))?.action ?? 'Count';
}

function policyFailure(job: Job, pods: readonly Pod[]): Verdict | undefined {
  const fatal = pods.find((pod) => !isDeleting(pod) && policyAction(job, pod) === 'FailJob');
  if (!fatal) return undefined;
  const rule = job.spec.podFailurePolicy?.rules.findIndex((candidate) => meetsRule(candidate, fatal)) ?? 0;
  const { onExitCodes, onPodConditions } = job.spec.podFailurePolicy?.rules[rule] ?? {};
  const pod = `${fatal.metadata.namespace}/${fatal.metadata.name}`;
  const exit = onExitCodes && exitsOf(fatal, onExitCodes.containerName).find(({ code }) => meetsCode(onExitCodes, code));
  const condition = fatal.status?.conditions?.find(({ type, status }) => onPodConditions?.some((pattern) => pattern.type === type && (pattern.status ?? 'True') === status));
  const what = exit ? `Container ${exit.name} for pod ${pod} failed with exit code ${exit.code}` : `Pod ${pod} has condition ${condition?.type ?? ''}`;
  return { outcome: 'Failed', reason: 'PodFailurePolicy', message: `${what} matching FailJob rule at index ${rule}` };
}

function exitsOf({ status }: Pod, containerName: string | undefined): { readonly name: string; readonly code: number }[] {
  const ended = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  return ended.flatMap(({ name, state }) => (state?.terminated && (containerName ?? name) === name ? [{ name, code: state.terminated.exitCode }] : []));
}

function meetsCode({ operator, values }: NonNullable<PodFailureRule['onExitCodes']>, code: number): boolean {
  return code !== 0 && values.includes(code) === (operator === 'In');
}

function meetsRule({ onExitCodes, onPodConditions }: PodFailureRule, pod: Pod): boolean {
  if (onExitCodes) return exitsOf(pod, onExitCodes.containerName).some(({ code }) => meetsCode(onExitCodes, code));
  const wanted = onPodConditions ?? [];
  return wanted.some((pattern) => pod.status?.conditions?.some(({ type, status: state }) => type === pattern.type && state === (pattern.status ?? 'True')));
}
