import type { ObjectReference } from '../core-types.js';
import { isJobFinished } from '../job/job-finish.js';
import { kinds } from '../kinds.js';
import { controllerReference, isControlledBy } from '../owner.js';
import { create, remove, replaceStatus, type Action, type Plan } from '../plan.js';
import { isDeleting, isTrue, timestamp } from '../pod-state.js';
import type { CronJob, CronJobStatus, Job } from '../workload-types.js';
import { dueTimes } from './schedule.js';

const SCHEDULED_ANNOTATION = 'batch.kubernetes.io/cronjob-scheduled-timestamp';
const MINUTE_MS = 60_000;

/** What is known when a CronJob is looked at: it and the Jobs of its namespace. */
export interface CronJobWorld {
  readonly cronJob: CronJob;
  readonly jobs: readonly Job[];
  readonly now: number;
}

/** Decides whether a run is due, which earlier runs it replaces, and which finished ones are dropped. */
export function planCronJob({ cronJob, jobs, now }: CronJobWorld): Plan {
  const own = jobs.filter((job) => isControlledBy(job, cronJob));
  const running = own.filter((job) => !isJobFinished(job));
  const run = isDeleting(cronJob) || cronJob.spec.suspend ? idle : planRun(cronJob, own, running, now);
  const started = run.start ? timestamp(run.start) : cronJob.status?.lastScheduleTime;
  const status = cronJobStatus(cronJob, own, running.filter((job) => !run.replaced.includes(job)), started);
  return {
    actions: [
      ...run.replaced.map((job) => remove(kinds.job, job, { propagationPolicy: 'Background' })),
      ...(run.start ? [create(kinds.job, desireJob(cronJob, run.start))] : []),
      ...dropHistory(cronJob, own),
      ...replaceStatus(kinds.cronJob, cronJob, status),
    ],
    visitAfterMs: run.visitAfterMs,
  };
}

interface Run {
  /** The time that the run which starts now was due. */
  readonly start: number | undefined;
  readonly replaced: readonly Job[];
  readonly visitAfterMs: number | undefined;
}

const idle: Run = { start: undefined, replaced: [], visitAfterMs: undefined };

/** Of several times that were missed only the last is made up for, and only within the starting deadline. */
function planRun(cronJob: CronJob, own: readonly Job[], running: readonly Job[], now: number): Run {
  const { schedule, timeZone, concurrencyPolicy = 'Allow', startingDeadlineSeconds } = cronJob.spec;
  const created = Date.parse(cronJob.metadata.creationTimestamp ?? '') || now;
  const due = dueTimes(schedule, timeZone, created, now);
  if (!due) return idle;
  const wait: Run = { ...idle, visitAfterMs: due.next - now };
  const since = Math.max(created, Date.parse(cronJob.status?.lastScheduleTime ?? '') || 0);
  const tooLate = startingDeadlineSeconds !== undefined && due.last < now - startingDeadlineSeconds * 1000;
  const done = own.some(({ metadata }) => metadata.name === jobName(cronJob, due.last));
  if (due.last <= since || tooLate || done) return wait;
  if (concurrencyPolicy === 'Forbid' && running.length > 0) return wait;
  return { ...wait, start: due.last, replaced: concurrencyPolicy === 'Replace' ? running.filter((job) => !isDeleting(job)) : [] };
}

/** The name follows from the time that the run was due, so that no run is started twice. */
function jobName(cronJob: CronJob, due: number): string {
  return `${cronJob.metadata.name}-${Math.floor(due / MINUTE_MS)}`;
}

function desireJob(cronJob: CronJob, due: number): Job {
  const { metadata, spec } = cronJob.spec.jobTemplate;
  const { namespace } = cronJob.metadata;
  return {
    apiVersion: kinds.job.apiVersion,
    kind: kinds.job.kind,
    metadata: {
      name: jobName(cronJob, due),
      ...(namespace ? { namespace } : {}),
      ...(metadata?.labels ? { labels: metadata.labels } : {}),
      annotations: { ...metadata?.annotations, [SCHEDULED_ANNOTATION]: timestamp(due) },
      ownerReferences: [controllerReference(kinds.cronJob, cronJob)],
    },
    spec,
  };
}

/** A run that starts now is listed as active at the next visit, when it has a uid. */
function cronJobStatus(cronJob: CronJob, own: readonly Job[], running: readonly Job[], lastScheduleTime: string | undefined): CronJobStatus {
  const active = running.map(({ metadata: { name, namespace, uid, resourceVersion } }): ObjectReference => ({
    apiVersion: kinds.job.apiVersion,
    kind: kinds.job.kind,
    name,
    ...(namespace ? { namespace } : {}),
    ...(uid ? { uid } : {}),
    ...resourceVersionField(cronJob, uid, resourceVersion),
  }));
  const successes = own.filter(({ status }) => isTrue(status?.conditions, 'Complete')).map(({ status }) => status?.completionTime ?? '');
  const lastSuccessfulTime = [cronJob.status?.lastSuccessfulTime ?? '', ...successes].sort().at(-1);
  return {
    ...(active.length > 0 ? { active } : {}),
    ...(lastScheduleTime ? { lastScheduleTime } : {}),
    ...(lastSuccessfulTime ? { lastSuccessfulTime } : {}),
  };
}

/** The version is the one at which the run was first seen: it must not change the status with every change of the run. */
function resourceVersionField(cronJob: CronJob, uid: string | undefined, seen: string | undefined): { resourceVersion?: string } {
  const before = cronJob.status?.active?.find((reference) => reference.uid === uid)?.resourceVersion;
  const resourceVersion = before ?? seen;
  return resourceVersion ? { resourceVersion } : {};
}

function dropHistory(cronJob: CronJob, own: readonly Job[]): Action[] {
  const { successfulJobsHistoryLimit = 3, failedJobsHistoryLimit = 1 } = cronJob.spec;
  const startOf = ({ status, metadata }: Job): string => status?.startTime ?? metadata.creationTimestamp ?? '';
  const oldest = (type: string, keep: number): Job[] => {
    const finished = own.filter((job) => isTrue(job.status?.conditions, type) && !isDeleting(job));
    return finished.sort((left, right) => startOf(left).localeCompare(startOf(right))).slice(0, Math.max(0, finished.length - keep));
  };
  const surplus = [...oldest('Complete', successfulJobsHistoryLimit), ...oldest('Failed', failedJobsHistoryLimit)];
  return surplus.map((job) => remove(kinds.job, job, { propagationPolicy: 'Background' }));
}
