import { describe, expect, test } from '@jest/globals';
import type { CronJob, CronJobSpec, Job } from '../workload-types.js';
import { planCronJob } from './plan-cronjob.js';
import { dueTimes } from './schedule.js';

const at = (time: string): number => Date.parse(`2026-03-01T${time}Z`);

function cronJob(spec: Partial<CronJobSpec> = {}, status: CronJob['status'] = {}): CronJob {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'c', namespace: 'n', uid: 'c-uid', creationTimestamp: '2026-03-01T00:00:30Z' },
    spec: { schedule: '*/10 * * * *', jobTemplate: { metadata: { labels: { l: '1' } }, spec: { template: { spec: { containers: [] } } } }, ...spec },
    status,
  };
}

function job(name: string, condition?: 'Complete' | 'Failed', time = '2026-03-01T00:10:00Z'): Job {
  const owner = { apiVersion: 'batch/v1', kind: 'CronJob', name: 'c', uid: 'c-uid', controller: true };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace: 'n', uid: `${name}-uid`, creationTimestamp: time, ownerReferences: [owner] },
    spec: { template: { spec: { containers: [] } } },
    status: { startTime: time, ...(condition ? { completionTime: time, conditions: [{ type: condition, status: 'True' }] } : {}) },
  };
}

function told(spec: Partial<CronJobSpec>, time: string, jobs: readonly Job[] = [], status: CronJob['status'] = {}): string[] {
  const { actions } = planCronJob({ cronJob: cronJob(spec, status), jobs, now: at(time) });
  return actions.filter(({ verb }) => verb !== 'replaceStatus').map(({ verb, object }) => `${verb} ${object.metadata.name}`);
}

const minutes = (time: string): number => at(time) / 60_000;

describe('planCronJob', () => {
  test('nothing before the first time, and the plan says when to look again', () => {
    const plan = planCronJob({ cronJob: cronJob(), jobs: [], now: at('00:05:00') });
    expect(plan.actions).toEqual([]);
    expect(plan.visitAfterMs).toBe(300_000);
  });

  test('a run at its time: named after the minute, owned, its time noted', () => {
    const { actions } = planCronJob({ cronJob: cronJob(), jobs: [], now: at('00:10:00') });
    expect(actions[0]?.object).toMatchObject({
      metadata: {
        name: `c-${minutes('00:10:00')}`,
        labels: { l: '1' },
        annotations: { 'batch.kubernetes.io/cronjob-scheduled-timestamp': '2026-03-01T00:10:00Z' },
        ownerReferences: [{ kind: 'CronJob', uid: 'c-uid', controller: true }],
      },
    });
    expect(actions.at(-1)?.object.status).toEqual({ lastScheduleTime: '2026-03-01T00:10:00Z' });
  });

  test.each([
    ['once only', {}, '00:10:01', [job(`c-${minutes('00:10:00')}`)], {}, []],
    ['not before it was made', {}, '00:05:00', [], {}, []],
    ['not again what was scheduled', {}, '00:15:00', [], { lastScheduleTime: '2026-03-01T00:10:00Z' }, []],
    ['of several missed the last', {}, '00:35:00', [], {}, [`create c-${minutes('00:30:00')}`]],
    ['not when suspended', { suspend: true }, '00:10:00', [], {}, []],
    ['not later than the starting deadline', { startingDeadlineSeconds: 60 }, '00:15:00', [], {}, []],
    ['within the starting deadline', { startingDeadlineSeconds: 60 }, '00:10:59', [], {}, [`create c-${minutes('00:10:00')}`]],
    ['beside another', { concurrencyPolicy: 'Allow' }, '00:20:00', [job('c-1')], {}, [`create c-${minutes('00:20:00')}`]],
    ['forbidden beside another', { concurrencyPolicy: 'Forbid' }, '00:20:00', [job('c-1')], {}, []],
    ['in place of another', { concurrencyPolicy: 'Replace' }, '00:20:00', [job('c-1')], {}, ['delete c-1', `create c-${minutes('00:20:00')}`]],
    ['not with a schedule that cannot be read', { schedule: 'often' }, '00:20:00', [], {}, []],
  ])('%s', (...[, spec, time, jobs, status, expected]) => {
    expect(told(spec, time, jobs, status)).toEqual(expected);
  });

  test('finished runs beyond the limits are dropped, the oldest first', () => {
    const done = [1, 2, 3, 4].map((number) => job(`ok-${number}`, 'Complete', `2026-03-01T00:0${number}:00Z`));
    const failed = [1, 2].map((number) => job(`bad-${number}`, 'Failed', `2026-03-01T00:0${number}:00Z`));
    expect(told({ suspend: true }, '00:10:00', [...done, ...failed])).toEqual(['delete ok-1', 'delete bad-1']);
    expect(told({ suspend: true, successfulJobsHistoryLimit: 0, failedJobsHistoryLimit: 0 }, '00:10:00', [done[0] as Job, failed[0] as Job])).toEqual(['delete ok-1', 'delete bad-1']);
  });

  test('the status lists what runs, under the version first seen, and the last success', () => {
    const running = { ...job('c-1'), metadata: { ...job('c-1').metadata, resourceVersion: '9' } };
    const status = { active: [{ apiVersion: 'batch/v1', kind: 'Job', name: 'c-1', namespace: 'n', uid: 'c-1-uid', resourceVersion: '5' }] };
    const { actions } = planCronJob({ cronJob: cronJob({ suspend: true }, status), jobs: [running, job('ok', 'Complete')], now: at('00:12:00') });
    expect(actions[0]?.object.status).toEqual({ ...status, lastSuccessfulTime: '2026-03-01T00:10:00Z' });
  });
});

describe('dueTimes', () => {
  test.each([
    ['every minute, on the minute', '* * * * *', undefined, '10:00:00', '10:00:00', '10:01:00'],
    ['every minute, between', '* * * * *', undefined, '10:00:59', '10:00:00', '10:01:00'],
    ['a name', '@hourly', undefined, '10:30:00', '10:00:00', '11:00:00'],
    ['a time zone', '30 12 * * *', 'Europe/Berlin', '11:45:00', '11:30:00', '35:30:00'],
    ['an interval', '@every 1h30m', undefined, '10:00:00', '09:00:00', '10:30:00'],
    ['a question mark', '0 * ? * *', undefined, '10:30:00', '10:00:00', '11:00:00'],
  ])('%s', (...[, schedule, zone, now, last, next]) => {
    const nextDay = next.startsWith('35') ? at('11:30:00') + 86_400_000 : at(next);
    expect(dueTimes(schedule, zone, at('00:00:00'), at(now))).toEqual({ last: at(last), next: nextDay });
  });

  test.each(['often', '61 * * * *', '@every fortnight', '* * * *x'])('%s cannot be read', (schedule) => {
    expect(dueTimes(schedule, undefined, 0, at('10:00:00'))).toBeUndefined();
  });
});
