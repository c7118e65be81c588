import { describe, expect, test } from '@jest/globals';
import type { Pod } from '../core-types.js';
import type { Deployment, DeploymentSpec, ReplicaSet } from '../workload-types.js';
import { planDeployment, type DeploymentWorld } from './plan-deployment.js';
import { planReplicaSet } from './plan-replicaset.js';
import { newReplicas, oldReplicas, rolloutLimits, spread } from './rollout.js';

const start = Date.parse('2026-01-01T00:00:00Z');

function deployment(spec: Partial<DeploymentSpec> = {}): Deployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'd', namespace: 'n', uid: 'd-uid', generation: 1 },
    spec: { replicas: 3, selector: { matchLabels: { app: 'd' } }, template: { metadata: { labels: { app: 'd' } }, spec: { containers: [{ name: 'c' }] } }, ...spec },
  };
}

/** A small cluster: the two planners are played in turn, pods start and end at once or not at all. */
class Cluster {
  sets: ReplicaSet[] = [];
  pods: Pod[] = [];
  now = start;
  fewestReady = Number.POSITIVE_INFINITY;
  mostPods = 0;
  private made = 0;

  constructor(
    public deployment: Deployment,
    private readonly starts: (pod: Pod) => boolean = () => true,
  ) {}

  settle(): this {
    for (let visit = 0; visit < 60; visit += 1) this.step();
    return this;
  }

  step(): void {
    this.play(planDeployment({ deployment: this.deployment, sets: this.sets, pods: this.pods, now: this.now }));
    for (const set of this.sets) this.play(planReplicaSet({ set, pods: this.pods, now: this.now }));
    this.mostPods = Math.max(this.mostPods, this.pods.length);
    const ready = { type: 'Ready', status: 'True' as const, lastTransitionTime: new Date(this.now).toISOString() };
    this.pods = this.pods.map((pod) => (this.starts(pod) ? { ...pod, status: { phase: 'Running', conditions: [ready] } } : pod));
    this.fewestReady = Math.min(this.fewestReady, this.pods.filter(({ status }) => status?.phase === 'Running').length);
  }

  change(spec: Partial<DeploymentSpec>): this {
    const { metadata, spec: before } = this.deployment;
    this.deployment = { ...this.deployment, metadata: { ...metadata, generation: (metadata.generation ?? 0) + 1 }, spec: { ...before, ...spec } };
    this.fewestReady = Number.POSITIVE_INFINITY;
    this.mostPods = 0;
    return this;
  }

  version(version: string): Partial<DeploymentSpec> {
    const { template } = this.deployment.spec;
    return { template: { ...template, metadata: { ...template.metadata, annotations: { version } } } };
  }

  get sizes(): number[] {
    return this.sets.map(({ spec }) => spec.replicas ?? 0).sort((left, right) => left - right);
  }

  get progressing(): string | undefined {
    return this.deployment.status?.conditions?.find(({ type }) => type === 'Progressing')?.reason;
  }

  private play({ actions }: ReturnType<typeof planDeployment>): void {
    for (const { verb, kind, object } of actions) {
      if (kind.plural === 'deployments') this.deployment = object as Deployment;
      if (kind.plural === 'replicasets') this.sets = edit(this.sets, verb, { ...object, metadata: { uid: `${object.metadata.name}-uid`, generation: 1, ...object.metadata } } as ReplicaSet);
      if (kind.plural === 'pods') {
        this.made += verb === 'create' ? 1 : 0;
        const name = object.metadata.name || `pod-${this.made}`;
        this.pods = edit(this.pods, verb, { ...object, metadata: { ...object.metadata, name, uid: name } } as Pod);
      }
    }
  }
}

function edit<T extends ReplicaSet | Pod>(list: readonly T[], verb: string, object: T): T[] {
  const others = list.filter(({ metadata }) => metadata.name !== object.metadata.name);
  return verb === 'delete' ? others : [...others, object];
}

describe('planDeployment', () => {
  test('makes one ReplicaSet and reports it', () => {
    const cluster = new Cluster(deployment()).settle();
    expect(cluster.sizes).toEqual([3]);
    expect(cluster.deployment.metadata.annotations).toEqual({ 'deployment.kubernetes.io/revision': '1' });
    expect(cluster.deployment.status).toMatchObject({ observedGeneration: 1, replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3 });
    expect(cluster.progressing).toBe('NewReplicaSetAvailable');
    expect(cluster.sets[0]?.spec.selector.matchLabels).toHaveProperty('pod-template-hash');
  });

  test('a new template rolls within the limits and keeps the old ReplicaSet at 0', () => {
    const cluster = new Cluster(deployment({ replicas: 4 })).settle();
    cluster.change(cluster.version('2')).settle();
    expect(cluster.sizes).toEqual([0, 4]);
    expect(cluster.pods.map(({ metadata }) => metadata.annotations?.version)).toEqual(['2', '2', '2', '2']);
    expect(cluster.fewestReady).toBeGreaterThanOrEqual(3);
    expect(cluster.mostPods).toBeLessThanOrEqual(5);
    expect(cluster.deployment.metadata.annotations).toEqual({ 'deployment.kubernetes.io/revision': '2' });
  });

  test('a template whose pods do not start leaves enough old pods, and is called stuck after its deadline', () => {
    const cluster = new Cluster(deployment({ replicas: 4, progressDeadlineSeconds: 60 }), ({ metadata }) => metadata.annotations?.version !== 'bad').settle();
    cluster.change(cluster.version('bad')).settle();
    expect(cluster.pods.filter(({ status }) => status?.phase === 'Running')).toHaveLength(3);
    expect(cluster.progressing).toBe('ReplicaSetUpdated');
    const plan = planDeployment({ deployment: cluster.deployment, sets: cluster.sets, pods: cluster.pods, now: cluster.now });
    expect(plan.visitAfterMs).toBe(60_000);
    cluster.now += 60_000;
    expect(cluster.settle().progressing).toBe('ProgressDeadlineExceeded');
  });

  test('Recreate makes no new pod before the last old one has gone', () => {
    const cluster = new Cluster(deployment({ strategy: { type: 'Recreate' } })).settle();
    cluster.change(cluster.version('2')).settle();
    expect(cluster.mostPods).toBe(3);
    expect(cluster.pods.every(({ metadata }) => metadata.annotations?.version === '2')).toBe(true);
  });

  test('going back uses the old ReplicaSet under a new revision', () => {
    const cluster = new Cluster(deployment({ replicas: 0 })).settle();
    const { template } = cluster.deployment.spec;
    cluster.change(cluster.version('2')).settle().change({ template: { ...template, metadata: { ...template.metadata, annotations: {} } } }).settle();
    expect(cluster.sets).toHaveLength(2);
    expect(cluster.deployment.metadata.annotations).toEqual({ 'deployment.kubernetes.io/revision': '3' });
  });

  test.each([
    ['up', 5],
    ['down', 1],
    ['to nothing', 0],
  ])('scaling %s', (_name, replicas) => {
    const cluster = new Cluster(deployment()).settle().change({ replicas }).settle();
    expect(cluster.sizes).toEqual([replicas]);
    expect(cluster.pods).toHaveLength(replicas);
    expect(cluster.deployment.status?.observedGeneration).toBe(2);
  });

  test('while paused a new template makes nothing, and scaling works', () => {
    const cluster = new Cluster(deployment()).settle();
    cluster.change({ paused: true, replicas: 2, ...cluster.version('2') }).settle();
    expect(cluster.sizes).toEqual([2]);
    expect(cluster.progressing).toBe('DeploymentPaused');
    expect(cluster.change({ paused: false }).settle().sizes).toEqual([0, 2]);
  });

  test('old ReplicaSets beyond the history limit are dropped', () => {
    const cluster = new Cluster(deployment({ replicas: 1, revisionHistoryLimit: 1 })).settle();
    for (const version of ['2', '3', '4']) cluster.change(cluster.version(version)).settle();
    expect(cluster.sets.map(({ metadata }) => metadata.annotations?.['deployment.kubernetes.io/revision']).sort()).toEqual(['3', '4']);
  });

  test('nothing is done for a deployment that is being deleted', () => {
    const ending: DeploymentWorld = { deployment: { ...deployment(), metadata: { ...deployment().metadata, deletionTimestamp: 'now' } }, sets: [], pods: [], now: start };
    expect(planDeployment(ending).actions.map(({ verb }) => verb)).toEqual(['replaceStatus']);
  });
});

describe('planReplicaSet', () => {
  test('a pod without a controller is adopted and only the rest is made', () => {
    const set: ReplicaSet = { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: 'r', namespace: 'n', uid: 'r-uid' }, spec: { replicas: 2, selector: { matchLabels: { app: 'r' } }, template: { metadata: { labels: { app: 'r' } }, spec: { containers: [] } } } };
    const lone: Pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'lone', labels: { app: 'r' } }, spec: { containers: [] } };
    const { actions } = planReplicaSet({ set, pods: [lone], now: start });
    expect(actions.map(({ verb, object }) => `${verb} ${object.metadata.name || object.metadata.generateName}`)).toEqual(['replace lone', 'create r-', 'replaceStatus r']);
  });
});

describe('rollout', () => {
  test.each([
    ['the defaults', rolloutLimits(4), { replicas: 4, surgeMax: 1, unavailableMax: 1 }],
    ['one pod: surge is rounded up, unavailable down', rolloutLimits(1), { replicas: 1, surgeMax: 1, unavailableMax: 0 }],
    ['both zero', rolloutLimits(3, 0, 0), { replicas: 3, surgeMax: 0, unavailableMax: 1 }],
    ['numbers', rolloutLimits(3, 2, 5), { replicas: 3, surgeMax: 2, unavailableMax: 3 }],
  ])('limits: %s', (_name, limits, expected) => {
    expect(limits).toEqual(expected);
  });

  test('the new one grows into the surge, the old ones shrink by what is spare, unready pods first', () => {
    const limits = rolloutLimits(4);
    expect(newReplicas({ replicas: 0, available: 0 }, [{ replicas: 4, available: 4 }], limits)).toBe(1);
    expect(oldReplicas({ replicas: 1, available: 0 }, [{ replicas: 4, available: 4 }], limits)).toEqual([3]);
    expect(oldReplicas({ replicas: 1, available: 0 }, [{ replicas: 2, available: 0 }, { replicas: 3, available: 3 }], limits)).toEqual([0, 3]);
  });

  test('spread keeps the total and the proportions', () => {
    expect(spread([4, 2], 9)).toEqual([6, 3]);
    expect(spread([3, 1], 2)).toEqual([1, 1]);
    expect(spread([2, 2], 0)).toEqual([0, 0]);
  });
});
