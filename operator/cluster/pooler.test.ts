import { describe, expect, test } from '@jest/globals';
import type { KubeObject } from '../../kube/kube-object.js';
import { secretData } from '../../kube/secret-text.js';
import { LABEL_CLUSTER, LABEL_COMPONENT } from '../../schema/naming/labels.js';
import type { PoolerSpec } from '../../schema/resource/cluster-pooler.js';
import { FAILOVER_TIMES_DEFAULT } from '../postgres/patroni-config.js';
import { aWorld, ENTRY, type WorldSetup } from '../testing/cluster-fixture.js';
import { desirePooler } from './desire/pooler.js';
import { planCluster } from './plan.js';
import { poolerCondition, poolerStatus } from './pooler-status.js';
import type { ClusterWorld } from './world.js';

type Parts = { readonly kind: string; readonly name?: string; readonly more?: object; readonly labels?: Record<string, string> };

const part = ({ kind, name = 'hippo-pooler', more = {}, labels = {} }: Parts): KubeObject => ({
  apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1', kind, metadata: { name, namespace: 'shop', uid: `uid-${kind}-${name}`, generation: 1, labels: { [LABEL_CLUSTER]: 'hippo', [LABEL_COMPONENT]: 'pooler', ...labels } }, ...more,
});

const DEPLOYMENT = part({ kind: 'Deployment', more: { spec: { replicas: 2 }, status: { observedGeneration: 1, replicas: 2, updatedReplicas: 2 } } });
const aPod = (name: string, ready: boolean, status: object = {}): KubeObject => part({ kind: 'Pod', name, more: { status: { conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }], ...status } } });
const PODS = [aPod('hippo-pooler-a', true), aPod('hippo-pooler-b', true)];
const secretOf = (name: string): KubeObject => part({ kind: 'Secret', name, more: { data: secretData({ password: 'p', 'tls.crt': 'CERT' }) } });
const SECRETS = [secretOf('hippo-pooler'), secretOf('hippo-pooler-tls')];

const worldWith = (pooler: PoolerSpec | undefined, owned: readonly KubeObject[] = [], more: Partial<ClusterWorld> & Pick<WorldSetup, 'status'> = {}): ClusterWorld => {
  const world = aWorld({ spec: { ...(pooler === undefined ? {} : { pooler }) }, instances: [{ ordinal: 1, role: 'primary' }], status: more.status });
  return { ...world, ...more, owned: [...world.owned, ...owned], secrets: [...world.secrets, ...owned.filter(({ kind }) => kind === 'Secret')] };
};
const desired = (world: ClusterWorld, entry: object = { poolerImage: 'example/pgbouncer' }): KubeObject[] =>
  desirePooler({ world, plan: planCluster(world, { covers: true, renewAtMs: Infinity }, 0), entry: { ...ENTRY, ...entry }, settings: { serviceAddressing: 'name', failover: FAILOVER_TIMES_DEFAULT, watchesNodes: false } });
const names = (objects: readonly KubeObject[]): string[] => objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
const removed = (world: ClusterWorld): string[] => names(planCluster(world, undefined, 0).remove);

describe('desirePooler', () => {
  test.each<[string, ClusterWorld, object, string[]]>([
    ['nothing where there shall be none', worldWith(undefined), {}, []],
    ['nothing where it is turned off', worldWith({ enabled: false, replicas: 3 }, SECRETS), {}, []],
    ['nothing without an image', worldWith({ enabled: true }, SECRETS), { poolerImage: undefined }, []],
    ['no pods before their secrets are there', worldWith({ enabled: true }), {}, ['Service/hippo-pooler', 'ConfigMap/hippo-pooler']],
    ['no budget for one pod', worldWith({ enabled: true }, SECRETS), {}, ['Service/hippo-pooler', 'ConfigMap/hippo-pooler', 'Deployment/hippo-pooler']],
    ['a budget for two', worldWith({ enabled: true, replicas: 2 }, SECRETS), {}, ['Service/hippo-pooler', 'ConfigMap/hippo-pooler', 'PodDisruptionBudget/hippo-pooler', 'Deployment/hippo-pooler']],
  ])('has %s', (_name, world, entry, expected) => {
    expect(names(desired(world, { poolerImage: 'example/pgbouncer', ...entry }))).toEqual(expected);
  });

  test('says mode and sizes to PgBouncer, and leaves the pods alone when they change', () => {
    const [before, after] = [{ enabled: true }, { enabled: true, mode: 'TRANSACTION', poolSize: 7 }].map((pooler) => desired(worldWith(pooler as PoolerSpec, SECRETS)) as (KubeObject & { data?: Record<string, string>; spec?: object })[]);
    expect(after?.[1]?.data?.['pgbouncer.ini']).toMatch(/pool_mode = transaction\n.*\ndefault_pool_size = 7\n/);
    expect(before?.[1]?.data?.['pgbouncer.ini']).toMatch(/pool_mode = session\n/);
    expect(after?.[2]?.spec).toEqual(before?.[2]?.spec);
  });

  test.each([[true, 'require'], [false, 'allow']])('asks clients for TLS as the cluster does: %s', (required, mode) => {
    const world = worldWith({ enabled: true }, SECRETS);
    const [, config] = desired({ ...world, spec: { ...world.spec, tls: { required } } }) as (KubeObject & { data?: Record<string, string> })[];
    expect(config?.data?.['pgbouncer.ini']).toContain(`client_tls_sslmode = ${mode}\n`);
  });

  test('runs no pod of a stopped cluster', () => {
    const world = worldWith({ enabled: true }, SECRETS);
    expect(desired({ ...world, spec: { ...world.spec, stopped: true } }).at(-1)).toMatchObject({ kind: 'Deployment', spec: { replicas: 0 } });
  });
});

describe('what goes of a pooler', () => {
  const all = [DEPLOYMENT, part({ kind: 'Service' }), part({ kind: 'PodDisruptionBudget' }), ...SECRETS, ...PODS];
  test('is everything when it is turned off; its pods go with the Deployment', () => {
    expect(removed(worldWith({ enabled: false }, all))).toEqual(['Deployment/hippo-pooler', 'Service/hippo-pooler', 'PodDisruptionBudget/hippo-pooler', 'Secret/hippo-pooler', 'Secret/hippo-pooler-tls']);
  });
  test('is the budget of a single pod', () => {
    expect(removed(worldWith({ enabled: true, replicas: 1 }, all))).toEqual(['PodDisruptionBudget/hippo-pooler']);
  });
  test('is a password that is to be another one', () => {
    expect(removed(worldWith({ enabled: true, replicas: 2, passwordRotation: 'b' }, all))).toEqual(['Secret/hippo-pooler']);
  });
  test('is nothing of one that is as asked for', () => {
    expect(removed(worldWith({ enabled: true, replicas: 2 }, all))).toEqual([]);
  });
});

describe('poolerCondition', () => {
  const on: PoolerSpec = { enabled: true, replicas: 2 };
  const settled = { pooler: { isSettled: true } };
  test.each<[string, ClusterWorld, object[]]>([
    ['none where there is none', worldWith(undefined), []],
    ['true when all pods take clients', worldWith(on, [DEPLOYMENT, ...PODS], settled), [{ status: 'True', reason: 'AsDesired' }]],
    ['false while the login is missing', worldWith(on, [DEPLOYMENT, ...PODS]), [{ status: 'False', reason: 'PoolerNotReady' }]],
    ['true when an operator that has just begun has not looked', worldWith(on, [DEPLOYMENT, ...PODS], { status: { conditions: [{ type: 'PoolerReady', status: 'True', reason: 'AsDesired', message: '', lastTransitionTime: '2026-01-01T00:00:00Z' }] } }), [{ status: 'True' }]],
    ['false when the login cannot be made', worldWith(on, [DEPLOYMENT, ...PODS], { pooler: { error: 'no room' } }), [{ status: 'False', reason: 'PoolerLoginFailed', message: expect.stringContaining('no room') }]],
    ['false while a pod is missing', worldWith(on, [DEPLOYMENT, ...PODS.slice(1)], settled), [{ status: 'False', message: '1 of 2 pooler pods take clients.' }]],
    ['false with the reason of a pod that ends again and again', worldWith(on, [DEPLOYMENT, aPod('hippo-pooler-a', false, { containerStatuses: [{ name: 'pooler', ready: false, restartCount: 3, state: { waiting: { reason: 'CrashLoopBackOff' } } }] })], settled), [{ status: 'False', reason: 'CrashLoop' }]],
    ['false until what is turned off has gone', worldWith({ enabled: false }, [DEPLOYMENT]), [{ status: 'False', reason: 'PoolerNotReady' }]],
  ])('is %s', (_name, world, expected) => {
    expect(poolerCondition(world)).toMatchObject(expected);
  });

  test('clients can connect as soon as one pod takes them', () => {
    expect(poolerStatus(worldWith(on, [DEPLOYMENT, ...PODS.slice(1)], settled))).toMatchObject({ ready: true, readyReplicas: 1 });
    expect(poolerStatus(worldWith(on, [DEPLOYMENT], settled))).toMatchObject({ ready: false, readyReplicas: 0 });
  });
});
