import { describe, expect, test } from '@jest/globals';
import type { KubeObject } from '../../object.js';
import type { Pod } from '../core-types.js';
import type { Job, JobSpec } from '../workload-types.js';
import { planJob, type JobWorld } from './plan-job.js';

const start = Date.parse('2026-01-01T00:00:00Z');

function job(spec: Partial<JobSpec> = {}): Job {
  const labels = { 'batch.kubernetes.io/controller-uid': 'job-uid' };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'j', namespace: 'n', uid: 'job-uid', resourceVersion: '1' },
    spec: { parallelism: 1, completions: 1, backoffLimit: 6, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { restartPolicy: 'Never', containers: [{ name: 'c' }] } }, ...spec },
  };
}

interface Story {
  readonly world: JobWorld;
  readonly made: number;
  readonly removed: string[];
}

function begin(spec: Partial<JobSpec> = {}): Story {
  return { world: { job: job(spec), pods: [], now: start }, made: 0, removed: [] };
}

/** Plays one visit's writes, as the API would: a deleted pod that is tracked stays until its finalizer goes. */
function visit({ world, made, removed }: Story): Story {
  let { job: current, pods } = world;
  let number = made;
  const gone = [...removed];
  const drop = (list: readonly Pod[]): readonly Pod[] => list.filter(({ metadata }) => !(metadata.deletionTimestamp && metadata.finalizers?.length === 0));
  for (const { verb, kind, object } of planJob(world).actions) {
    if (kind.plural === 'jobs') {
      if (verb === 'delete') gone.push('job');
      else current = object as Job;
    } else if (verb === 'create') {
      number += 1;
      const metadata = { ...object.metadata, name: `p${number}`, uid: `u${number}`, creationTimestamp: new Date(world.now).toISOString() };
      pods = [...pods, { ...(object as Pod), metadata, status: { phase: 'Pending' } }];
    } else if (verb === 'delete') {
      gone.push(object.metadata.name);
      pods = pods.map((pod) => (pod.metadata.name === object.metadata.name ? { ...pod, metadata: { ...pod.metadata, deletionTimestamp: 'now' } } : pod));
    } else {
      const next = object as KubeObject as Pod;
      pods = pods.map((pod) => (pod.metadata.name === next.metadata.name ? { ...pod, metadata: { ...pod.metadata, finalizers: next.metadata.finalizers ?? [] } } : pod));
    }
  }
  return { world: { ...world, job: current, pods: drop(pods) }, made: number, removed: gone };
}

function visits(story: Story, count = 6): Story {
  return count === 0 ? story : visits(visit(story), count - 1);
}

function end(story: Story, name: string, phase: 'Succeeded' | 'Failed', exitCode = phase === 'Failed' ? 1 : 0): Story {
  const finishedAt = new Date(story.world.now).toISOString();
  const pods = story.world.pods.map((pod): Pod => {
    if (pod.metadata.name !== name) return pod;
    return { ...pod, status: { phase, containerStatuses: [{ name: 'c', restartCount: 0, state: { terminated: { exitCode, finishedAt } } }] } };
  });
  return { ...story, world: { ...story.world, pods } };
}

function later(story: Story, seconds: number): Story {
  return { ...story, world: { ...story.world, now: story.world.now + seconds * 1000 } };
}

function change(story: Story, spec: Partial<JobSpec>): Story {
  const { job: current } = story.world;
  return { ...story, world: { ...story.world, job: { ...current, spec: { ...current.spec, ...spec } } } };
}

function conditions({ world }: Story): Record<string, string> {
  return Object.fromEntries((world.job.status?.conditions ?? []).map(({ type, status, reason }) => [type, `${status} ${reason}`]));
}

describe('planJob', () => {
  test('one pod, counted once, then Complete', () => {
    const running = visits(begin());
    expect(running.made).toBe(1);
    expect(running.world.job.status).toMatchObject({ active: 1, startTime: '2026-01-01T00:00:00Z' });
    const done = visits(end(later(running, 5), 'p1', 'Succeeded'));
    expect(done.world.job.status).toMatchObject({ succeeded: 1, completionTime: '2026-01-01T00:00:05Z', uncountedTerminatedPods: {} });
    expect(done.world.job.status).not.toHaveProperty('active');
    expect(done.world.job.status).not.toHaveProperty('failed');
    expect(conditions(done)).toEqual({ SuccessCriteriaMet: 'True CompletionsReached', Complete: 'True CompletionsReached' });
    expect(done.world.pods[0]?.metadata.finalizers).toEqual([]);
    expect(visits(done).made).toBe(1);
  });

  test('a pod that is gone when its finalizer was removed is counted all the same', () => {
    let story = end(visits(begin()), 'p1', 'Succeeded');
    story = visit(story);
    expect(story.world.job.status?.uncountedTerminatedPods).toEqual({ succeeded: ['u1'] });
    story = visits({ ...story, world: { ...story.world, pods: [] } });
    expect(story.world.job.status).toMatchObject({ succeeded: 1 });
    expect(conditions(story)).toHaveProperty('Complete');
  });

  test('a failed pod is replaced after a pause that doubles; past the limit the job fails', () => {
    let story = visits(end(visits(begin({ backoffLimit: 2 })), 'p1', 'Failed'));
    expect(story.made).toBe(1);
    expect(planJob(story.world).visitAfterMs).toBe(10_000);
    story = visits(later(story, 10));
    expect(story.made).toBe(2);
    story = visits(end(story, 'p2', 'Failed'));
    expect(planJob(story.world).visitAfterMs).toBe(20_000);
    story = visits(end(visits(later(story, 20)), 'p3', 'Failed'));
    expect(story.world.job.status).toMatchObject({ failed: 3 });
    expect(conditions(story)).toEqual({ FailureTarget: 'True BackoffLimitExceeded', Failed: 'True BackoffLimitExceeded' });
    expect(visits(later(story, 1000)).made).toBe(3);
  });

  test('with OnFailure the restarts of containers count', () => {
    const spec = { backoffLimit: 1, template: { metadata: { labels: { 'batch.kubernetes.io/controller-uid': 'job-uid' } }, spec: { restartPolicy: 'OnFailure', containers: [{ name: 'c' }] } } };
    let story = visits(begin(spec));
    story = { ...story, world: { ...story.world, pods: story.world.pods.map((pod): Pod => ({ ...pod, status: { phase: 'Running', containerStatuses: [{ name: 'c', restartCount: 1 }] } })) } };
    expect(visit(story).removed).toEqual(['p1']);
  });

  test('past its deadline the job ends its pods and fails when they have gone', () => {
    const running = visits(begin({ activeDeadlineSeconds: 30 }));
    expect(planJob(running.world).visitAfterMs).toBe(30_000);
    const late = visit(later(running, 30));
    expect(late.removed).toEqual(['p1']);
    expect(conditions(late)).toEqual({ FailureTarget: 'True DeadlineExceeded' });
    const over = visits(end(late, 'p1', 'Failed'));
    expect(conditions(over)).toHaveProperty('Failed', 'True DeadlineExceeded');
    expect(over.world.pods).toEqual([]);
  });

  test('a suspended job has no pods; a job that is suspended later ends them without counting', () => {
    const suspended = visits(begin({ suspend: true }));
    expect(suspended.made).toBe(0);
    expect(conditions(suspended)).toEqual({ Suspended: 'True JobSuspended' });
    expect(suspended.world.job.status).not.toHaveProperty('startTime');
    const resumed = visits(change(suspended, { suspend: false }));
    expect(resumed.made).toBe(1);
    expect(conditions(resumed)).toEqual({ Suspended: 'False JobResumed' });
    const again = visits(change(resumed, { suspend: true }));
    expect(again.removed).toEqual(['p1']);
    expect(again.world.job.status).not.toHaveProperty('failed');
    expect(again.world.pods).toEqual([]);
  });

  test('completions are reached in steps of the parallelism', () => {
    let story = visits(begin({ completions: 3, parallelism: 2 }));
    expect(story.made).toBe(2);
    story = visits(end(story, 'p1', 'Succeeded'));
    expect(story.made).toBe(3);
    story = visits(end(end(story, 'p2', 'Succeeded'), 'p3', 'Succeeded'));
    expect(story.made).toBe(3);
    expect(story.world.job.status).toMatchObject({ succeeded: 3 });
    expect(conditions(story)).toHaveProperty('Complete');
  });

  test('a lower parallelism ends pods that are not counted as failed', () => {
    const story = visits(change(visits(begin({ completions: 5, parallelism: 3 })), { parallelism: 1 }));
    expect(story.removed).toHaveLength(2);
    expect(story.world.job.status).toMatchObject({ active: 1 });
    expect(story.world.job.status).not.toHaveProperty('failed');
  });

  test('without completions the job is over when one pod succeeded and the others have ended', () => {
    const { completions: _none, ...spec } = job({ parallelism: 2 }).spec;
    let story: Story = { ...begin(), world: { job: { ...job(), spec }, pods: [], now: start } };
    story = visits(end(visits(story), 'p1', 'Succeeded'));
    expect(conditions(story)).toEqual({});
    expect(story.made).toBe(2);
    story = visits(end(story, 'p2', 'Succeeded'));
    expect(conditions(story)).toHaveProperty('Complete');
  });

  test('an indexed job gives each pod its index and fills the gaps', () => {
    let story = visits(begin({ completions: 3, parallelism: 2, completionMode: 'Indexed' }));
    const indexes = ({ world }: Story): unknown[] => world.pods.map(({ metadata }) => metadata.annotations?.['batch.kubernetes.io/job-completion-index']);
    expect(indexes(story)).toEqual(['0', '1']);
    expect(story.world.pods[0]?.spec).toMatchObject({ hostname: 'j-0', containers: [{ env: [{ name: 'JOB_COMPLETION_INDEX' }] }] });
    story = visits(end(story, 'p2', 'Succeeded'));
    expect(indexes(story)).toEqual(['0', '1', '2']);
    expect(story.world.job.status).toMatchObject({ completedIndexes: '1', succeeded: 1 });
    story = visits(end(end(story, 'p1', 'Succeeded'), 'p3', 'Succeeded'));
    expect(story.world.job.status).toMatchObject({ completedIndexes: '0-2', succeeded: 3 });
    expect(conditions(story)).toHaveProperty('Complete');
  });

  const indexed = { completions: 3, parallelism: 3, completionMode: 'Indexed', backoffLimit: 2 ** 31 - 1 };

  test('with a limit for each index a failure holds only its own index, and the job ends when the others have', () => {
    let story = visits(end(visits(begin({ ...indexed, backoffLimitPerIndex: 1 })), 'p1', 'Failed'));
    expect(story.world.job.status).toMatchObject({ failedIndexes: '', failed: 1 });
    expect([story.made, planJob(story.world).visitAfterMs]).toEqual([3, 10_000]);
    story = visits(later(story, 10));
    expect(story.world.pods.at(-1)?.metadata.annotations).toMatchObject({ 'batch.kubernetes.io/job-completion-index': '0', 'batch.kubernetes.io/job-index-failure-count': '1' });
    story = visits(end(end(story, 'p4', 'Failed'), 'p2', 'Succeeded'));
    expect(story.world.job.status).toMatchObject({ failedIndexes: '0', completedIndexes: '1', active: 1 });
    expect([conditions(story), visits(later(story, 1000)).made]).toEqual([{}, 4]);
    story = visits(end(story, 'p3', 'Succeeded'));
    expect(conditions(story)).toEqual({ FailureTarget: 'True FailedIndexes', Failed: 'True FailedIndexes' });
    expect(story.world.job.status).toMatchObject({ failedIndexes: '0', completedIndexes: '1,2', succeeded: 2, failed: 2 });
  });

  test('too many failed indexes end the job at once', () => {
    const story = visits(end(end(visits(begin({ ...indexed, backoffLimitPerIndex: 0, maxFailedIndexes: 1 })), 'p1', 'Failed'), 'p2', 'Failed'));
    expect(conditions(story)).toEqual({ FailureTarget: 'True MaxFailedIndexesExceeded', Failed: 'True MaxFailedIndexesExceeded' });
    expect(story.removed).toEqual(['p3']);
    expect(story.world.job.status).toMatchObject({ failedIndexes: '0-2', failed: 3 });
  });

  test('a rule makes the failure of an index final', () => {
    const rules = [{ action: 'FailIndex' as const, onExitCodes: { operator: 'In' as const, values: [42] } }];
    const story = visits(end(end(visits(begin({ ...indexed, backoffLimitPerIndex: 5, podFailurePolicy: { rules } })), 'p1', 'Failed', 42), 'p2', 'Failed', 1));
    expect(story.world.job.status).toMatchObject({ failedIndexes: '0' });
    expect(visits(later(story, 10)).made).toBe(4);
  });

  test.each<[string, NonNullable<JobSpec['successPolicy']>['rules'], string[], string | undefined]>([
    ['all of some indexes', [{ succeededIndexes: '0,2' }], ['p1', 'p3'], 'Matched rules at index 0'],
    ['all of some indexes, with another one', [{ succeededIndexes: '0,2' }], ['p1', 'p2'], undefined],
    ['a number of any', [{ succeededCount: 2 }], ['p1', 'p2'], 'Matched rules at index 0'],
    ['a number of some', [{ succeededIndexes: '0,1', succeededCount: 1 }], ['p3'], undefined],
    ['a number of some, with one of them', [{ succeededIndexes: '0,1', succeededCount: 1 }], ['p2'], 'Matched rules at index 0'],
    ['the second rule', [{ succeededIndexes: '0-2' }, { succeededIndexes: '1' }], ['p2'], 'Matched rules at index 1'],
  ])('a success policy: %s', (_name, rules, succeeded, message) => {
    const running = visits(begin({ ...indexed, successPolicy: { rules } }));
    const story = visits(succeeded.reduce((all, name) => end(all, name, 'Succeeded'), running));
    expect(story.world.job.status?.conditions?.[0]?.message).toBe(message);
    expect(conditions(story)).toEqual(message === undefined ? {} : { SuccessCriteriaMet: 'True SuccessPolicy', Complete: 'True SuccessPolicy' });
    expect(story.removed).toEqual(message === undefined ? [] : ['p1', 'p2', 'p3'].filter((name) => !succeeded.includes(name)));
  });

  test('a failure rule fails the job at once, another is not counted', () => {
    const rules = [
      { action: 'FailJob' as const, onExitCodes: { operator: 'In' as const, values: [42] } },
      { action: 'Ignore' as const, onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
    ];
    const failed = visits(end(visits(begin({ podFailurePolicy: { rules } })), 'p1', 'Failed', 42));
    expect(conditions(failed)).toHaveProperty('Failed', 'True PodFailurePolicy');
    let story = end(visits(begin({ podFailurePolicy: { rules }, backoffLimit: 0 })), 'p1', 'Failed', 1);
    const pods = story.world.pods.map((pod): Pod => ({ ...pod, status: { ...pod.status, conditions: [{ type: 'DisruptionTarget', status: 'True' }] } }));
    story = visits({ ...story, world: { ...story.world, pods } });
    expect(conditions(story)).toEqual({});
    expect(story.made).toBe(2);
  });

  test('when its time to live is over a finished job is removed', () => {
    const done = visits(end(visits(begin({ ttlSecondsAfterFinished: 60 })), 'p1', 'Succeeded'));
    expect(planJob(done.world).visitAfterMs).toBe(60_000);
    expect(visit(later(done, 60)).removed).toEqual(['job']);
  });

  test('a job that is being deleted lets its pods go', () => {
    const running = visits(begin());
    const ending = { ...running, world: { ...running.world, job: { ...running.world.job, metadata: { ...running.world.job.metadata, deletionTimestamp: 'now' } } } };
    expect(visit(ending).world.pods[0]?.metadata.finalizers).toEqual([]);
  });
});
