import { describe, expect, it } from '@jest/globals';
import type { KubeCache } from '../../kube/cache/kube-cache.js';
import { ObjectStore } from '../../kube/cache/object-store.js';
import type { KubeClient } from '../../kube/client/kube-client.js';
import type { Clock } from '../../kube/clock.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { Kind, KubeObject } from '../../kube/kube-object.js';
import { silentLogger } from '../../kube/logger.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { OperationKind, PostgresOperation, PostgresOperationStatus } from '../../schema/resource/postgres-operation.js';
import { followObject } from './follow-object.js';
import type { OperationHandlers, OperationVisit } from './operation-handler.js';
import { STORE_TIMEOUT_MS } from './operation-status.js';
import { visitOperation, type OperationLoop } from './visit-operation.js';

const CREATED = '2026-06-01T00:00:00Z';
// Any two kinds will do: that they have handlers is what makes the difference.
const ACTION: OperationKind = 'ScaleCluster';
const FOLLOWING: OperationKind = 'UpdateCluster';
const operation = (name: string, { more = {}, status, annotations }: { more?: object; status?: PostgresOperationStatus; annotations?: Record<string, string> } = {}): PostgresOperation => ({
  apiVersion: 'pgo.dev/v1', kind: 'PostgresOperation',
  metadata: { name, namespace: 'shop', uid: `uid-${name}`, resourceVersion: '1', creationTimestamp: CREATED, ...(annotations === undefined ? {} : { annotations }) },
  spec: { kind: ACTION, cluster: 'hippo', requestedBy: 'admin', ...more },
  ...(status === undefined ? {} : { status }),
});
const cluster = (more: object = {}): PostgresCluster => ({
  apiVersion: 'pgo.dev/v1', kind: 'PostgresCluster', metadata: { name: 'hippo', namespace: 'shop', uid: 'u1', resourceVersion: '1', generation: 1, ...more }, spec: {},
});

const world = (objects: readonly KubeObject[], handlers: OperationHandlers, afterMs = 0): { loop: OperationLoop; written: Record<string, PostgresOperationStatus> } => {
  const stores = new Map<string, ObjectStore>();
  const storeOf = ({ kind }: { kind: string }): ObjectStore => stores.get(kind) ?? stores.set(kind, new ObjectStore()).get(kind) as ObjectStore;
  for (const object of objects) storeOf(object).put(object);
  const written: Record<string, PostgresOperationStatus> = {};
  const cache = {
    get: (kind: Kind, key: { namespace: string; name: string }) => storeOf(kind).get(key),
    list: (kind: Kind, options: object) => storeOf(kind).list(options),
  } as unknown as KubeCache;
  const client = {
    applyStatus: (_kind: Kind, { metadata, status }: PostgresOperation) => Promise.resolve(written[metadata.name] = status as PostgresOperationStatus),
  } as unknown as KubeClient;
  const clock: Clock = { now: () => Date.parse(CREATED) + afterMs, after: () => () => {} };
  return { loop: { cache, client, clock, logger: silentLogger, handlers }, written };
};
const visit = async (objects: readonly KubeObject[], handlers: OperationHandlers, { name = 'op', afterMs = 0 } = {}): Promise<PostgresOperationStatus | undefined> => {
  const { loop, written } = world(objects, handlers, afterMs);
  await visitOperation(loop, { namespace: 'shop', name });
  return written[name];
};

describe('an operation with a handler', () => {
  const visited: OperationVisit[] = [];
  const action = (outcome: object): OperationHandlers => ({
    [ACTION]: { exclusive: true, visit: (seen: OperationVisit) => Promise.resolve({ steps: [], ...(visited.push(seen), outcome) }) },
  });
  const half = { steps: [{ name: 'one', done: true, message: '' }, { name: 'two', done: false, message: '', current: 5, max: 10 }, { name: 'three', done: false, waiting: true, message: '' }] };

  it('runs, with the step that waits for another PENDING and progress of the part that is counted', async () => {
    const status = await visit([operation('op'), cluster()], action(half));
    expect(status).toMatchObject({ state: 'RUNNING', progress: 0.5, steps: [{ state: 'SUCCEEDED' }, { state: 'RUNNING' }, { state: 'PENDING' }] });
  });

  const ends: { name: string; outcome: object; state: string }[] = [
    { name: 'succeeds when every step is done', outcome: { steps: [{ name: 'one', done: true, message: '' }] }, state: 'SUCCEEDED' },
    { name: 'fails with an error', outcome: { ...half, error: { code: 'NO', message: 'No.', suggestion: 'Do not.' } }, state: 'FAILED' },
    { name: 'is cancelled by its handler', outcome: { ...half, isCancelled: true }, state: 'CANCELLED' },
  ];
  it.each(ends)('$name', async ({ outcome, state }) => {
    expect(await visit([operation('op'), cluster()], action(outcome))).toMatchObject({ state, finishedAt: expect.any(String) });
  });

  const without: { name: string; objects: KubeObject[]; afterMs?: number; state: string; code?: string }[] = [
    { name: 'waits for a cluster that is yet to come', objects: [operation('op')], state: 'PENDING' },
    { name: 'fails when it never comes', objects: [operation('op')], afterMs: STORE_TIMEOUT_MS, state: 'FAILED', code: 'CLUSTER_DELETED' },
    { name: 'fails when its cluster was replaced by another of the name', objects: [operation('op', { more: { clusterUid: 'u0' } }), cluster()], state: 'FAILED', code: 'CLUSTER_DELETED' },
    { name: 'is cancelled before it begins', objects: [operation('op', { annotations: { 'pgo.dev/cancel': 'admin' } }), cluster()], state: 'CANCELLED' },
    { name: 'waits for an exclusive one before it', objects: [operation('op'), operation('a'), cluster()], state: 'PENDING' },
    {
      name: 'waits for an exclusive one that runs already, though that has the later name', state: 'PENDING',
      objects: [operation('op'), operation('z', { status: { state: 'RUNNING' } }), cluster()],
    },
  ];
  it.each(without)('$name, and its handler is not asked', async ({ objects, afterMs, state, code }) => {
    visited.length = 0;
    const status = await visit(objects, action(half), { afterMs });
    expect({ state: status?.state, code: status?.error?.code }).toEqual({ state, code });
    expect(visited).toEqual([]);
  });

  it('hands a wish to cancel to the handler once it runs', async () => {
    visited.length = 0;
    await visit([operation('op', { annotations: { 'pgo.dev/cancel': 'admin' }, status: { state: 'RUNNING' } }), cluster()], action(half));
    expect(visited).toMatchObject([{ isCancelRequested: true }]);
  });
});

describe('following an object', () => {
  const handlers = (deletes: boolean): OperationHandlers =>
    ({ [FOLLOWING]: followObject({ kind: POSTGRES_CLUSTER, step: 'Do it', deletes, lastingReasons: new Set(['WrongName']) }) });
  const following = operation('op', { more: { kind: FOLLOWING, input: { name: 'hippo' } } });
  const ready = (status: string, reason: string, observedGeneration = 1): KubeObject =>
    Object.assign(cluster(), { status: { observedGeneration, conditions: [{ type: 'Ready', status, reason, message: 'Says.', lastTransitionTime: CREATED }] } });
  const cases: { name: string; objects: KubeObject[]; deletes?: boolean; state: string; code?: string }[] = [
    { name: 'succeeds when it is ready', objects: [ready('True', 'Fine')], state: 'SUCCEEDED' },
    { name: 'does not believe a status of an older generation', objects: [ready('True', 'Fine', 0)], state: 'RUNNING' },
    { name: 'waits for what may pass', objects: [ready('False', 'Starting')], state: 'RUNNING' },
    { name: 'fails for what does not', objects: [ready('False', 'WrongName')], state: 'FAILED', code: 'WRONG_NAME' },
    { name: 'waits until it goes', objects: [ready('True', 'Fine')], deletes: true, state: 'RUNNING' },
    { name: 'succeeds when it is gone', objects: [], deletes: true, state: 'SUCCEEDED' },
  ];
  it.each(cases)('$name', async ({ objects, deletes = false, state, code }) => {
    const status = await visit([following, ...objects], handlers(deletes));
    expect({ state: status?.state, code: status?.error?.code }).toEqual({ state, code });
  });

  it('fails when the object was never stored', async () => {
    const lonely = operation('op', { more: { kind: FOLLOWING, cluster: undefined, input: { name: 'hippo' } } });
    expect(await visit([lonely], handlers(false), { afterMs: STORE_TIMEOUT_MS })).toMatchObject({ state: 'FAILED', error: { code: 'INTERRUPTED' } });
    expect(await visit([lonely], handlers(false))).toMatchObject({ state: 'RUNNING' });
  });
});
