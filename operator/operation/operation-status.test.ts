import { describe, expect, it } from '@jest/globals';
import type { Condition } from '../../schema/resource/meta.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { OperationKind, PostgresOperation, PostgresOperationStatus } from '../../schema/resource/postgres-operation.js';
import { expiryMs, KEPT_MS_MAX, KEPT_PER_CLUSTER_MAX, overdue } from './operation-expiry.js';
import { operationStatus, STORE_TIMEOUT_MS, TROUBLE_TIMEOUT_MS } from './operation-status.js';

const CREATED = '2026-06-01T00:00:00Z';
const at = (ms: number): number => Date.parse(CREATED) + ms;

const operation = (kind: OperationKind, more: { name?: string; uid?: string; status?: PostgresOperationStatus } = {}): PostgresOperation => ({
  apiVersion: 'pgo.dev/v1', kind: 'PostgresOperation', metadata: { name: more.name ?? 'op-1', namespace: 'shop', creationTimestamp: CREATED, generation: 1 },
  spec: { kind, cluster: 'hippo', requestedBy: 'admin', ...(more.uid === undefined ? {} : { clusterUid: more.uid }) },
  ...(more.status === undefined ? {} : { status: more.status }),
});

const condition = (type: string, isTrue: boolean, reason = 'AsDesired'): Condition =>
  ({ type, status: isTrue ? 'True' : 'False', reason, message: `${type} says.`, lastTransitionTime: CREATED });

interface ClusterSetup { by?: string; trueTypes?: string[]; reason?: string; observed?: number; replicas?: number; deleting?: boolean; uid?: string }
const cluster = ({ by = 'op-1', trueTypes = [], reason, observed = 2, replicas = 1, deleting = false, uid = 'u1' }: ClusterSetup = {}): PostgresCluster => ({
  apiVersion: 'pgo.dev/v1', kind: 'PostgresCluster',
  metadata: {
    name: 'hippo', namespace: 'shop', uid, generation: 2, creationTimestamp: CREATED, annotations: { 'pgo.dev/operation': by },
    ...(deleting ? { deletionTimestamp: CREATED } : {}),
  },
  spec: { replicas },
  status: {
    observedGeneration: observed, primary: 'hippo-1',
    conditions: ['Ready', 'PrimaryAvailable', 'ReplicasReady', 'DatabasesReady', 'CertificatesValid']
      .map((type) => condition(type, trueTypes.includes(type), type === 'Ready' && reason !== undefined ? reason : 'Creating')),
  },
});

const EVERYTHING = ['Ready', 'PrimaryAvailable', 'ReplicasReady', 'DatabasesReady', 'CertificatesValid'];
const storedBefore: PostgresOperationStatus = { state: 'RUNNING', steps: [{ name: 'Store the request', state: 'SUCCEEDED', message: '' }] };

describe('operationStatus', () => {
  const cases: { name: string; operation: PostgresOperation; cluster?: PostgresCluster; latest?: PostgresOperation; afterMs?: number; state: string; code?: string; steps?: string[] }[] = [
    { name: 'waits for the cluster to be stored', operation: operation('CreateCluster'), state: 'PENDING' },
    { name: 'fails when it never was', operation: operation('CreateCluster'), afterMs: STORE_TIMEOUT_MS, state: 'FAILED', code: 'INTERRUPTED' },
    { name: 'is not taken in by a cluster of another request', operation: operation('CreateCluster'), cluster: cluster({ by: 'op-0' }), afterMs: STORE_TIMEOUT_MS, state: 'FAILED', code: 'INTERRUPTED' },
    {
      name: 'runs while the cluster is made', operation: operation('CreateCluster'), cluster: cluster({ trueTypes: ['CertificatesValid', 'PrimaryAvailable'] }), state: 'RUNNING',
      steps: ['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'RUNNING', 'RUNNING', 'RUNNING'],
    },
    { name: 'succeeds when all is ready', operation: operation('CreateCluster'), cluster: cluster({ trueTypes: EVERYTHING }), state: 'SUCCEEDED' },
    { name: 'does not believe a status of the specification before', operation: operation('ScaleCluster'), cluster: cluster({ trueTypes: EVERYTHING, observed: 1 }), state: 'RUNNING' },
    { name: 'fails with a wrong specification', operation: operation('CreateCluster'), cluster: cluster({ reason: 'InvalidSpec' }), state: 'FAILED', code: 'INVALID_SPEC' },
    { name: 'is patient with trouble', operation: operation('CreateCluster'), cluster: cluster({ reason: 'CrashLoop' }), state: 'RUNNING' },
    { name: 'not for ever for room on a volume', operation: operation('UpdateCluster'), cluster: cluster({ reason: 'VolumeFull' }), afterMs: TROUBLE_TIMEOUT_MS, state: 'FAILED', code: 'VOLUME_FULL' },
    { name: 'but not for ever', operation: operation('CreateCluster'), cluster: cluster({ reason: 'CrashLoop' }), afterMs: TROUBLE_TIMEOUT_MS, state: 'FAILED', code: 'CRASH_LOOP' },
    { name: 'fails when the cluster is deleted meanwhile', operation: operation('ScaleCluster', { uid: 'u1' }), cluster: cluster({ deleting: true }), state: 'FAILED', code: 'CLUSTER_DELETED' },
    { name: 'fails when it was replaced by another of its name', operation: operation('ScaleCluster', { uid: 'u0' }), cluster: cluster(), state: 'FAILED', code: 'CLUSTER_DELETED' },
    {
      name: 'ends with the cluster when a later request overtook it', operation: operation('ScaleCluster', { uid: 'u1', status: storedBefore }),
      cluster: cluster({ by: 'op-2', trueTypes: EVERYTHING }), latest: operation('ScaleCluster', { name: 'op-2' }), state: 'SUCCEEDED',
    },
    { name: 'waits for the cluster to go', operation: operation('DeleteCluster', { uid: 'u1' }), cluster: cluster({ deleting: true }), state: 'RUNNING' },
    { name: 'succeeds when it is gone', operation: operation('DeleteCluster', { uid: 'u1' }), state: 'SUCCEEDED' },
    { name: 'succeeds when another of its name is there', operation: operation('DeleteCluster', { uid: 'u1' }), cluster: cluster({ uid: 'u2' }), state: 'SUCCEEDED' },
  ];
  it.each(cases)('$name', ({ operation: it, cluster: its, latest, afterMs = 0, state, code, steps }) => {
    const { status } = operationStatus({ operation: it, cluster: its, latest, nowMs: at(afterMs) });
    expect(status.state).toBe(state);
    expect(status.error?.code).toBe(code);
    if (steps !== undefined) expect(status.steps?.map((step) => step.state)).toEqual(steps);
    const ended = state === 'SUCCEEDED' || state === 'FAILED';
    expect(status.finishedAt).toBe(ended ? new Date(at(afterMs)).toISOString() : undefined);
    if (state === 'SUCCEEDED') expect(status.progress).toBe(1);
  });

  it('changes nothing but what changed: times of steps stay', () => {
    const running = cluster({ trueTypes: ['CertificatesValid'] });
    const first = operationStatus({ operation: operation('CreateCluster'), cluster: running, nowMs: at(1000) }).status;
    const again = operationStatus({ operation: operation('CreateCluster', { status: first }), cluster: running, nowMs: at(9000) }).status;
    expect(again).toEqual(first);
  });
});

describe('an ended operation', () => {
  const ended = (name: string, finishedAt: string, keptUntil?: number): PostgresOperation => {
    const made = operation('ScaleCluster', { name, status: { state: 'SUCCEEDED', finishedAt } });
    return keptUntil === undefined ? made : { ...made, metadata: { ...made.metadata, annotations: { 'pgo.dev/kept-until': new Date(keptUntil).toISOString() } } };
  };
  const newer = Array.from({ length: KEPT_PER_CLUSTER_MAX }, (_, index) => ended(`op-${index + 2}`, new Date(at(1000 + index)).toISOString()));

  const cases: { name: string; mine: PostgresOperation; others: PostgresOperation[]; nowMs: number; leftMs: number }[] = [
    { name: 'is kept for a while when it is among the newest', mine: ended('op-1', CREATED), others: newer.slice(1), nowMs: at(5), leftMs: KEPT_MS_MAX - 5 },
    { name: 'goes when there are as many newer ones as are kept', mine: ended('op-1', CREATED), others: newer, nowMs: at(5), leftMs: 0 },
    { name: 'stays in spite of them while its key counts', mine: ended('op-1', CREATED, at(9_000)), others: newer, nowMs: at(5_000), leftMs: 4_000 },
    { name: 'goes once its key is over', mine: ended('op-1', CREATED, at(9_000)), others: newer, nowMs: at(9_000), leftMs: 0 },
    { name: 'stays after its key is over when it is among the newest', mine: ended('op-1', CREATED, at(9_000)), others: [], nowMs: at(9_000), leftMs: KEPT_MS_MAX - 9_000 },
    { name: 'is kept no longer for a key than for anything else', mine: ended('op-1', CREATED, at(9 * KEPT_MS_MAX)), others: [], nowMs: at(KEPT_MS_MAX), leftMs: 0 },
    { name: 'with a moment that is none counts as one without a key', mine: { ...ended('op-1', CREATED), metadata: { name: 'op-1', annotations: { 'pgo.dev/kept-until': 'tomorrow' } } }, others: newer, nowMs: at(5), leftMs: 0 },
  ];
  it.each(cases)('$name', ({ mine, others, nowMs, leftMs }) => {
    expect(expiryMs(mine, [mine, ...others], nowMs)).toBe(leftMs);
  });

  it('is overdue when it is one too many and no key stands for it', () => {
    const [plain, keyed] = [ended('plain', CREATED), ended('keyed', CREATED, at(9_000))];
    expect(overdue([keyed, plain, ...newer], at(5_000))).toEqual([plain]);
    expect(overdue([keyed, plain, ...newer], at(9_000))).toEqual([keyed, plain]);
    expect(overdue([plain, ...newer.slice(1)], at(9_000))).toEqual([]);
  });
});
