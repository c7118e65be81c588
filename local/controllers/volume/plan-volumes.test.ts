import { describe, expect, test } from '@jest/globals';
import type { Claim, Pod, StorageClass, Volume } from '../core-types.js';
import type { Action } from '../plan.js';
import { planClaim, type ClaimWorld } from './plan-claim.js';
import { planVolume } from './plan-volume.js';
import { quantityValue } from './quantity.js';

const local: StorageClass = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'local' }, provisioner: 'local/host-path', reclaimPolicy: 'Delete', allowVolumeExpansion: true };

function claim(spec: Partial<Claim['spec']> = {}, rest: Partial<Claim> = {}): Claim {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'd', namespace: 'n', uid: 'u1', resourceVersion: '7', finalizers: ['kubernetes.io/pvc-protection'] },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
    status: { phase: 'Pending' },
    ...rest,
  };
}

function volume(name: string, spec: Partial<Volume['spec']> = {}): Volume {
  return { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name }, spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], storageClassName: 'local', volumeMode: 'Filesystem', ...spec } };
}

function world(over: Partial<ClaimWorld> = {}): ClaimWorld {
  return { claim: claim(), volumes: [], storageClass: local, pods: [], directoryOf: (name) => `/data/${name}`, ...over };
}

function told(actions: readonly Action[]): string[] {
  return actions.map(({ verb, kind, object }) => `${verb} ${kind.kind} ${object.metadata.name}`);
}

describe('planClaim', () => {
  test('a claim of the local class gets a volume of its own, and is bound in the same visit', () => {
    const plan = planClaim(world());
    expect(plan.directory).toBe('/data/pvc-u1');
    expect(told(plan.actions)).toEqual(['create PersistentVolume pvc-u1', 'replace PersistentVolumeClaim d', 'replaceStatus PersistentVolumeClaim d']);
    expect(plan.actions[0]?.object).toMatchObject({
      spec: { capacity: { storage: '1Gi' }, claimRef: { kind: 'PersistentVolumeClaim', namespace: 'n', name: 'd', uid: 'u1' }, hostPath: { path: '/data/pvc-u1' }, persistentVolumeReclaimPolicy: 'Delete', storageClassName: 'local' },
    });
    expect(plan.actions[1]?.object).toMatchObject({ spec: { volumeName: 'pvc-u1', storageClassName: 'local' } });
    expect(plan.actions[2]?.object.status).toEqual({ phase: 'Bound', accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' } });
  });

  test('a bound claim needs nothing more', () => {
    const [made, bound, status] = planClaim(world()).actions;
    const next = { ...(bound?.object as Claim), status: status?.object.status } as Claim;
    expect(planClaim(world({ claim: next, volumes: [made?.object as Volume] })).actions).toEqual([]);
  });

  test('when only the volume was made before a crash, it is taken, not made again', () => {
    const made = planClaim(world()).actions[0]?.object as Volume;
    expect(told(planClaim(world({ volumes: [made] })).actions)).toEqual(['replace PersistentVolumeClaim d', 'replaceStatus PersistentVolumeClaim d']);
  });

  test('a larger request grows the volume', () => {
    const [made, bound, status] = planClaim(world()).actions;
    const before = { ...(bound?.object as Claim), status: status?.object.status } as Claim;
    const larger = { ...before, spec: { ...before.spec, resources: { requests: { storage: '2Gi' } } } };
    const { actions } = planClaim(world({ claim: larger, volumes: [made?.object as Volume] }));
    expect(told(actions)).toEqual(['replace PersistentVolume pvc-u1', 'replaceStatus PersistentVolumeClaim d']);
    expect(actions[1]?.object.status).toMatchObject({ capacity: { storage: '2Gi' } });
  });

  test.each([
    ['of an unknown class', { claim: claim({ storageClassName: 'other' }), storageClass: undefined }],
    ['that names a volume which is not there', { claim: claim({ volumeName: 'missing' }) }],
  ])('a claim %s waits', (_name, over) => {
    expect(planClaim(world(over)).actions).toEqual([]);
  });

  test.each([
    ['the smallest that fits', [volume('big', { capacity: { storage: '9Gi' } }), volume('small'), volume('tiny', { capacity: { storage: '1Mi' } })], 'small'],
    ['the one that is reserved for it', [volume('small'), volume('mine', { capacity: { storage: '5Gi' }, claimRef: { kind: 'PersistentVolumeClaim', namespace: 'n', name: 'd' } })], 'mine'],
  ])('of volumes made by hand it takes %s', (_name, volumes, expected) => {
    const { actions } = planClaim(world({ volumes }));
    expect(told(actions)).toEqual([`replace PersistentVolume ${expected}`]);
    expect(actions[0]?.object).toMatchObject({ spec: { claimRef: { uid: 'u1' } } });
  });

  test.each([
    ['another class', { storageClassName: 'x' }],
    ['another mode', { accessModes: ['ReadOnlyMany'] }],
    ['another owner', { claimRef: { kind: 'PersistentVolumeClaim', namespace: 'n', name: 'other', uid: 'u2' } }],
  ])('it does not take one with %s', (_name, spec) => {
    expect(planClaim(world({ volumes: [volume('v', spec)] })).directory).toBe('/data/pvc-u1');
  });

  test('a claim whose volume has gone is lost', () => {
    const bound = claim({ volumeName: 'v', storageClassName: 'local' }, { status: { phase: 'Bound' } });
    expect(planClaim(world({ claim: bound })).actions[0]?.object.status).toMatchObject({ phase: 'Lost' });
  });

  test('a claim that is being deleted stays while a pod uses it', () => {
    const ending = { ...claim(), metadata: { ...claim().metadata, deletionTimestamp: 'now' } };
    const user: Pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { nodeName: 'local', containers: [], volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'd' } }] } };
    expect(planClaim(world({ claim: ending, pods: [user] })).actions).toEqual([]);
    expect(planClaim(world({ claim: ending })).actions[0]?.object.metadata.finalizers).toEqual([]);
  });
});

describe('planVolume', () => {
  const made = planClaim(world()).actions[0]?.object as Volume;
  const now = Date.parse('2026-01-01T00:00:00Z');
  const bound = claim({ volumeName: 'pvc-u1' });

  test('Bound while its claim holds it', () => {
    expect(planVolume({ volume: made, claim: bound, now }).actions[0]?.object.status).toMatchObject({ phase: 'Bound' });
  });

  test('removed with its data when its claim has gone, also when another has taken the name', () => {
    for (const other of [undefined, { ...bound, metadata: { ...bound.metadata, uid: 'u2' } }]) {
      const plan = planVolume({ volume: made, claim: other, now });
      expect(plan.removesDirectory).toBe(true);
      expect(told(plan.actions)).toEqual(['delete PersistentVolume pvc-u1']);
    }
  });

  test('kept as Released when the policy is Retain, and never removed when somebody else made it', () => {
    const retained = { ...made, spec: { ...made.spec, persistentVolumeReclaimPolicy: 'Retain' } };
    const foreign = { ...made, metadata: { ...made.metadata, annotations: {} } };
    for (const kept of [retained, foreign]) {
      const plan = planVolume({ volume: kept, claim: undefined, now });
      expect(plan.removesDirectory).toBeUndefined();
      expect(plan.actions[0]?.object.status).toMatchObject({ phase: 'Released' });
    }
  });

  test('while its claim holds it a deletion waits', () => {
    const ending = { ...made, metadata: { ...made.metadata, deletionTimestamp: 'now' }, status: { phase: 'Bound' } };
    expect(planVolume({ volume: ending, claim: bound, now }).actions).toEqual([]);
    const free = planVolume({ volume: ending, claim: undefined, now });
    expect(free.actions[0]?.object.metadata.finalizers).toEqual([]);
  });

  test('Available when nobody asked for it', () => {
    expect(planVolume({ volume: volume('v'), claim: undefined, now }).actions[0]?.object.status).toMatchObject({ phase: 'Available' });
  });
});

test.each([
  ['1Gi', 2 ** 30],
  ['1.5G', 1.5e9],
  ['100m', 0.1],
  ['1e3', 1000],
  ['12', 12],
  ['12E', 12e18],
  ['x', Number.NaN],
  [undefined, Number.NaN],
])('quantityValue(%s)', (text, expected) => {
  expect(quantityValue(text)).toBe(expected);
});
