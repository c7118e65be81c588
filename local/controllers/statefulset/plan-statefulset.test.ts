import { describe, expect, test } from '@jest/globals';
import type { KubeObject } from '../../object.js';
import type { Claim, Pod } from '../core-types.js';
import type { Action } from '../plan.js';
import type { ControllerRevision, StatefulSet, StatefulSetSpec } from '../workload-types.js';
import { planStatefulSet, type StatefulSetWorld } from './plan-statefulset.js';

const now = Date.parse('2026-01-01T00:00:00Z');

function set(spec: Partial<StatefulSetSpec> = {}, status?: StatefulSet['status']): StatefulSet {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 's', namespace: 'n', uid: 'set-uid', generation: 1, resourceVersion: '1' },
    spec: { replicas: 2, serviceName: 's', selector: { matchLabels: { app: 's' } }, template: { metadata: { labels: { app: 's' } }, spec: { containers: [{ name: 'c' }] } }, ...spec },
    ...(status ? { status } : {}),
  };
}

/** Plays the plan's writes on the world, as the API would, without the node: pods stay as they are. */
function play(world: StatefulSetWorld): { world: StatefulSetWorld; actions: readonly Action[] } {
  const { actions } = planStatefulSet(world);
  let { set: owner, pods, claims, revisions } = world;
  for (const { verb, kind, object } of actions) {
    const edit = <T extends KubeObject>(list: readonly T[]): readonly T[] => {
      const others = list.filter(({ metadata }) => metadata.name !== object.metadata.name);
      return verb === 'delete' ? others : [...others, { ...object, metadata: { uid: `${object.metadata.name}-uid`, ...object.metadata } } as T];
    };
    if (kind.plural === 'pods') pods = edit(pods);
    if (kind.plural === 'persistentvolumeclaims') claims = edit(claims);
    if (kind.plural === 'controllerrevisions') revisions = edit(revisions);
    if (kind.plural === 'statefulsets') owner = object as StatefulSet;
  }
  return { world: { ...world, set: owner, pods, claims, revisions }, actions };
}

function ready(pod: Pod): Pod {
  return { ...pod, status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2025-12-31T23:59:50Z' }] } };
}

function withReady(world: StatefulSetWorld): StatefulSetWorld {
  return { ...world, pods: world.pods.map(ready) };
}

function start(spec: Partial<StatefulSetSpec> = {}): StatefulSetWorld {
  return { set: set(spec), pods: [], claims: [], revisions: [], now };
}

/** The world after every pod has been made and is ready. */
function running(spec: Partial<StatefulSetSpec> = {}): StatefulSetWorld {
  let world = start(spec);
  for (let visit = 0; visit < 10; visit += 1) world = withReady(play(world).world);
  return world;
}

function told(actions: readonly Action[]): string[] {
  return actions.flatMap(({ verb, kind, object }) => (verb === 'replaceStatus' ? [] : [`${verb} ${kind.kind} ${kind.plural === 'controllerrevisions' ? '' : object.metadata.name}`.trim()]));
}

function changeTemplate(world: StatefulSetWorld, version: string): StatefulSetWorld {
  const { template } = world.set.spec;
  const changed = { ...template, metadata: { ...template.metadata, annotations: { version } } };
  return { ...world, set: { ...world.set, spec: { ...world.set.spec, template: changed } } };
}

describe('making pods', () => {
  test('in order: a revision, the first pod, and the second when the first is ready', () => {
    const first = play(start());
    expect(told(first.actions)).toEqual(['create ControllerRevision', 'create Pod s-0']);
    expect(told(play(first.world).actions)).toEqual([]);
    expect(told(play(withReady(first.world)).actions)).toEqual(['create Pod s-1']);
  });

  test('in parallel: all at once', () => {
    expect(told(play(start({ podManagementPolicy: 'Parallel', replicas: 3 })).actions)).toEqual(['create ControllerRevision', 'create Pod s-0', 'create Pod s-1', 'create Pod s-2']);
  });

  test('a pod has its identity, and claims in place of volumes of the same name', () => {
    const template = { metadata: { labels: { app: 's' } }, spec: { containers: [{ name: 'c' }], volumes: [{ name: 'data', emptyDir: {} }, { name: 'tmp', emptyDir: {} }] } };
    const claimTemplate = { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } } as Claim;
    const { actions } = play(start({ template, volumeClaimTemplates: [claimTemplate], replicas: 1 }));
    expect(told(actions)).toEqual(['create ControllerRevision', 'create PersistentVolumeClaim data-s-0', 'create Pod s-0']);
    const revision = actions[0]?.object.metadata.name ?? '';
    expect(revision).toMatch(/^s-[a-z0-9]{10}$/);
    expect(actions[1]?.object.metadata).toEqual({ name: 'data-s-0', namespace: 'n', labels: { app: 's' } });
    expect(actions[2]?.object).toMatchObject({
      metadata: {
        name: 's-0',
        labels: { app: 's', 'statefulset.kubernetes.io/pod-name': 's-0', 'apps.kubernetes.io/pod-index': '0', 'controller-revision-hash': revision },
        ownerReferences: [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 's', uid: 'set-uid', controller: true, blockOwnerDeletion: true }],
      },
      spec: { hostname: 's-0', subdomain: 's', volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data-s-0' } }, { name: 'tmp', emptyDir: {} }] },
    });
  });

  test('a pod waits until an earlier claim of the same name is gone', () => {
    const claimTemplate = { metadata: { name: 'data' }, spec: {} } as Claim;
    const leaving = { metadata: { name: 'data-s-0', deletionTimestamp: '2026-01-01T00:00:00Z' }, spec: {} } as Claim;
    expect(told(play({ ...start({ volumeClaimTemplates: [claimTemplate], replicas: 1 }), claims: [leaving] }).actions)).toEqual(['create ControllerRevision']);
  });

  test('a failed pod is removed so that it can be made again', () => {
    const world = running();
    const pods = world.pods.map((pod): Pod => (pod.metadata.name === 's-1' ? { ...pod, status: { phase: 'Failed' } } : pod));
    const next = play({ ...world, pods });
    expect(told(next.actions)).toEqual(['delete Pod s-1']);
    expect(told(play(next.world).actions)).toEqual(['create Pod s-1']);
  });

  test('the next pod waits for minReadySeconds, and the plan says for how long', () => {
    const first = withReady(play(start({ minReadySeconds: 15 })).world);
    const plan = planStatefulSet(first);
    expect(told(plan.actions)).toEqual([]);
    expect(plan.visitAfterMs).toBe(5_000);
    expect(told(planStatefulSet({ ...first, now: now + 5_000 }).actions)).toEqual(['create Pod s-1']);
  });

  test('numbers start where ordinals say', () => {
    expect(told(play(start({ ordinals: { start: 5 }, podManagementPolicy: 'Parallel' })).actions)).toEqual(['create ControllerRevision', 'create Pod s-5', 'create Pod s-6']);
  });
});

describe('ending pods', () => {
  test('the highest number goes first, one at a time', () => {
    const world = running({ replicas: 3 });
    const fewer = { ...world, set: { ...world.set, spec: { ...world.set.spec, replicas: 0 } } };
    const first = play(fewer);
    expect(told(first.actions)).toEqual(['delete Pod s-2']);
    expect(told(play(first.world).actions)).toEqual(['delete Pod s-1']);
  });

  test('in parallel all go at once', () => {
    const world = running({ replicas: 3, podManagementPolicy: 'Parallel' });
    const fewer = { ...world, set: { ...world.set, spec: { ...world.set.spec, replicas: 1 } } };
    expect(told(play(fewer).actions)).toEqual(['delete Pod s-2', 'delete Pod s-1']);
  });

  test('a set that is being deleted makes and ends nothing', () => {
    const world = running();
    const ending = { ...world, pods: [], set: { ...world.set, metadata: { ...world.set.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } } };
    expect(told(play(ending).actions)).toEqual([]);
  });
});

describe('changing the template', () => {
  test('pods are replaced from the highest number, each when the last is ready again', () => {
    const before = running();
    let step = play(changeTemplate(before, '2'));
    expect(told(step.actions)).toEqual(['create ControllerRevision', 'delete Pod s-1']);
    step = play(step.world);
    expect(told(step.actions)).toEqual(['create Pod s-1']);
    expect(told(play(step.world).actions)).toEqual([]);
    step = play(withReady(step.world));
    expect(told(step.actions)).toEqual(['delete Pod s-0']);
    const end = play(withReady(play(withReady(play(step.world).world)).world)).world;
    expect(end.pods.map(({ metadata }) => metadata.annotations?.version)).toEqual(['2', '2']);
    expect(end.set.status).toMatchObject({ updatedReplicas: 2, currentReplicas: 2, readyReplicas: 2 });
    expect(end.set.status?.currentRevision).toBe(end.set.status?.updateRevision);
    expect(end.set.status?.currentRevision).not.toBe(before.set.status?.currentRevision);
  });

  test('below the partition pods stay, and are made again from the old revision', () => {
    const before = running({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } });
    let world = changeTemplate(before, '2');
    for (let visit = 0; visit < 6; visit += 1) world = withReady(play(world).world);
    const versions = (of: StatefulSetWorld): unknown => Object.fromEntries(of.pods.map(({ metadata }) => [metadata.name, metadata.annotations?.version]));
    expect(versions(world)).toEqual({ 's-0': undefined, 's-1': '2' });
    expect(world.set.status).toMatchObject({ updatedReplicas: 1, currentReplicas: 1, currentRevision: before.set.status?.currentRevision });
    const without = { ...world, pods: world.pods.filter(({ metadata }) => metadata.name !== 's-0') };
    expect(versions(play(without).world)).toEqual({ 's-0': undefined, 's-1': '2' });
  });

  test('OnDelete leaves the pods until somebody deletes them', () => {
    const world = changeTemplate(running({ updateStrategy: { type: 'OnDelete' } }), '2');
    const step = play(world);
    expect(told(step.actions)).toEqual(['create ControllerRevision']);
    const without = { ...step.world, pods: step.world.pods.filter(({ metadata }) => metadata.name !== 's-1') };
    const made = play(without).actions.find(({ object }) => object.metadata.name === 's-1');
    expect(made?.object.metadata.annotations).toEqual({ version: '2' });
  });

  test('going back to an earlier template uses its revision again under a new number', () => {
    const before = running();
    const there = play(changeTemplate(before, '2')).world;
    const back = play({ ...there, set: { ...there.set, spec: before.set.spec } });
    expect(told(back.actions)).toContain('replace ControllerRevision');
    expect(back.world.set.status?.updateRevision).toBe(before.set.status?.updateRevision);
    expect(Math.max(...back.world.revisions.map(({ revision }) => revision))).toBe(3);
  });

  test('revisions beyond the history limit that no pod uses are dropped', () => {
    let world = running({ revisionHistoryLimit: 1 });
    for (const version of ['2', '3', '4']) {
      world = changeTemplate(world, version);
      for (let visit = 0; visit < 8; visit += 1) world = withReady(play(world).world);
    }
    expect(world.revisions.map(({ revision }) => revision).sort()).toEqual([3, 4]);
  });
});

describe('adoption', () => {
  const orphaned = (object: Pod | ControllerRevision): KubeObject => {
    const { ownerReferences: _owners, ...metadata } = object.metadata;
    return { ...object, metadata };
  };

  test('orphans with the right name and labels are adopted, not made again', () => {
    const world = running();
    const orphans = { ...world, set: set(), pods: world.pods.map(orphaned) as Pod[], revisions: world.revisions.map(orphaned) as ControllerRevision[] };
    const step = play(orphans);
    expect(told(step.actions)).toEqual(['replace ControllerRevision', 'replace Pod s-0', 'replace Pod s-1']);
    expect(step.world.pods.every(({ metadata }) => metadata.ownerReferences?.[0]?.uid === 'set-uid')).toBe(true);
    expect(told(play(step.world).actions)).toEqual([]);
  });

  test('a pod whose labels no longer match is released', () => {
    const world = running();
    const pods = world.pods.map((pod): Pod => (pod.metadata.name === 's-1' ? { ...pod, metadata: { ...pod.metadata, labels: { app: 'other' } } } : pod));
    const released = play({ ...world, pods }).actions.find(({ verb, object }) => verb === 'replace' && object.metadata.name === 's-1');
    expect(released?.object.metadata.ownerReferences).toBeUndefined();
  });

  test('a pod of another name is left alone', () => {
    const world = running();
    const stranger = { ...(orphaned(world.pods[0] as Pod) as Pod), metadata: { name: 's-x', labels: { app: 's' } } };
    expect(told(play({ ...world, pods: [...world.pods, stranger] }).actions)).toEqual([]);
  });
});

describe('claims after the set', () => {
  const claimTemplate = { metadata: { name: 'data' }, spec: {} } as Claim;
  const base = { volumeClaimTemplates: [claimTemplate], podManagementPolicy: 'Parallel' };

  test('whenDeleted Delete makes the set the owner of its claims', () => {
    const world = running({ ...base, persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' } });
    expect(world.claims.map(({ metadata }) => metadata.ownerReferences?.[0]?.kind)).toEqual(['StatefulSet', 'StatefulSet']);
    const kept = { ...world, set: { ...world.set, spec: { ...world.set.spec, persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' } } } };
    expect(play(kept).world.claims.every(({ metadata }) => metadata.ownerReferences === undefined)).toBe(true);
  });

  test('whenScaled Delete makes the pod that goes the owner of its claim', () => {
    const world = running({ ...base, persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Delete' } });
    const fewer = { ...world, set: { ...world.set, spec: { ...world.set.spec, replicas: 1 } } };
    const { actions } = play(fewer);
    expect(told(actions)).toEqual(['replace PersistentVolumeClaim data-s-1', 'delete Pod s-1']);
    expect(actions[0]?.object.metadata.ownerReferences).toMatchObject([{ kind: 'Pod', name: 's-1', uid: 's-1-uid' }]);
  });
});
