import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { NAMESPACE } from '../../kube/core-kinds.js';
import { KubeError } from '../../kube/kube-error.js';
import { systemClock } from '../../kube/clock.js';
import { POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import { ANNOTATION_KEPT_UNTIL, ANNOTATION_OPERATION } from '../../schema/naming/labels.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { PgoError, type PgoClient, createClient } from '../../schema/sdk/client.js';
import { type TestServer, startTestServer } from '../../test/fake/test-server.js';

const KEPT_MS = 60_000;
const ref = { namespace: 'team', name: 'hippo' };

let nowMs: number;
let it: TestServer;
let client: PgoClient;
beforeEach(async () => {
  nowMs = Date.parse('2026-11-24T00:00:00Z');
  it = await startTestServer({ idempotencyKeyKeptMs: KEPT_MS, idempotencyKeysPerViewerMax: 3 }, { clock: { ...systemClock, now: () => nowMs } });
  client = createClient({ url: it.server.url, token: it.token });
});
afterEach(async () => {
  await client.close();
  await it.server.close();
});

const cluster = (): PostgresCluster | undefined => it.kube.cache.get(POSTGRES_CLUSTER, ref);
const operations = (): readonly PostgresOperation[] => it.kube.cache.list(POSTGRES_OPERATION);
const writes = (): string[] => it.kube.writes.filter((write) => write.includes('Postgres')).map((write) => write.replace(/\/op-.*/, ''));
const refusal = async (call: Promise<unknown>): Promise<PgoError> => {
  const outcome: unknown = await call.catch((error: unknown) => error);
  if (!(outcome instanceof PgoError)) throw new Error(`It was not refused: ${JSON.stringify(outcome)}`);
  return outcome;
};
const create = (more: object = {}): ReturnType<PgoClient['createCluster']> => client.createCluster({ input: { ...ref, ...more } });

describe('an idempotency key', () => {
  test('gets the first result again and changes nothing', async () => {
    const first = await create({ idempotencyKey: 'k', replicas: 1 });
    const before = writes();
    const again = await create({ idempotencyKey: 'k', replicas: 1 });
    expect(again.createCluster.operation?.id).toBe(first.createCluster.operation?.id);
    expect(again.createCluster.plan).toEqual(first.createCluster.plan);
    expect(writes()).toEqual(before);
  });

  test.each([['at another replica', false], ['after a restart', true]])('counts %s', async (_name, isRestarted) => {
    const first = await create({ idempotencyKey: 'k', replicas: 1 });
    const before = writes();
    if (isRestarted) await it.server.close();
    const other = await startTestServer({}, { kube: it.kube, token: it.token });
    const there = createClient({ url: other.server.url, token: it.token });
    const repeat = (replicas: number): ReturnType<PgoClient['createCluster']> => there.createCluster({ input: { ...ref, replicas, idempotencyKey: 'k' } });
    expect((await repeat(1)).createCluster.operation?.id).toBe(first.createCluster.operation?.id);
    expect(await refusal(repeat(2))).toMatchObject({ code: 'CONFLICT', field: 'idempotencyKey' });
    expect(writes()).toEqual(before);
    await there.close();
    await other.server.close();
  });

  test('with another input is CONFLICT', async () => {
    await create({ idempotencyKey: 'k' });
    expect(await refusal(create({ idempotencyKey: 'k', replicas: 1 }))).toMatchObject({ code: 'CONFLICT', field: 'idempotencyKey' });
    expect(cluster()?.spec.replicas).toBe(0);
  });

  test('that was used in another namespace is CONFLICT, and nothing is stored', async () => {
    it.kube.put(NAMESPACE, { metadata: { name: 'other' } });
    await create({ idempotencyKey: 'k' });
    expect(await refusal(create({ namespace: 'other', idempotencyKey: 'k' }))).toMatchObject({ code: 'CONFLICT', field: 'idempotencyKey' });
    expect([operations().length, it.kube.cache.list(POSTGRES_CLUSTER).length]).toEqual([1, 1]);
    await create({ namespace: 'other', idempotencyKey: 'l' });
    expect(it.kube.cache.get(POSTGRES_CLUSTER, { ...ref, namespace: 'other' })).toBeDefined();
  });

  test('in two namespaces at once does not count twice, and leaves no operation of a refused call', async () => {
    it.kube.put(NAMESPACE, { metadata: { name: 'other' } });
    const outcomes = await Promise.allSettled([create({ idempotencyKey: 'k' }), create({ namespace: 'other', idempotencyKey: 'k' })]);
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as PgoError] : []));
    expect(refused.map(({ code }) => code)).toContain('CONFLICT');
    expect([operations().length, it.kube.cache.list(POSTGRES_CLUSTER).length]).toEqual([2 - refused.length, 2 - refused.length]);
  });

  test('finishes a first attempt that was cut off between its two writes', async () => {
    it.kube.fail('create', 'PostgresCluster', new KubeError(0, 'Unreachable', 'connection lost'));
    expect(await refusal(create({ idempotencyKey: 'k' }))).toMatchObject({ code: 'UNAVAILABLE' });
    expect([operations().length, cluster()]).toEqual([1, undefined]);
    await create({ idempotencyKey: 'k' });
    expect([operations().length, cluster()?.metadata.annotations?.[ANNOTATION_OPERATION]]).toEqual([1, operations()[0]?.metadata.name]);
  });

  test('twice at once makes one cluster and one operation', async () => {
    const [a, b] = await Promise.all([create({ idempotencyKey: 'k' }), create({ idempotencyKey: 'k' })]);
    expect(a.createCluster.operation?.id).toBe(b.createCluster.operation?.id);
    expect([operations().length, writes().filter((write) => write === 'create PostgresCluster/hippo').length]).toEqual([1, 1]);
  });

  test('of a scaling whose patch was cut off is finished', async () => {
    await create();
    it.kube.fail('patch', 'PostgresCluster', new KubeError(0, 'Unreachable', 'connection lost'));
    const scale = (replicas: number, idempotencyKey?: string): ReturnType<PgoClient['scaleCluster']> => client.scaleCluster({ input: { cluster: ref, replicas, idempotencyKey } });
    expect(await refusal(scale(2, 'k'))).toMatchObject({ code: 'UNAVAILABLE' });
    await scale(2, 'k');
    expect(cluster()?.spec.replicas).toBe(2);
  });

  test.each([['empty', ''], ['too long', 'x'.repeat(256)]])('that is %s is refused', async (_name, idempotencyKey) => {
    expect(await refusal(create({ idempotencyKey }))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'idempotencyKey' });
  });
});

describe('the time of an idempotency key', () => {
  test('is noted on its operation, and on none without a key', async () => {
    await create({ idempotencyKey: 'k' });
    await client.scaleCluster({ input: { cluster: ref, replicas: 1 } });
    expect(operations().map(({ metadata }) => metadata.annotations?.[ANNOTATION_KEPT_UNTIL])).toEqual([new Date(nowMs + KEPT_MS).toISOString(), undefined]);
  });

  test('bounds how many an account may have: one more is refused until the first are over, those that it has count on', async () => {
    const scale = (replicas: number, idempotencyKey?: string): ReturnType<PgoClient['scaleCluster']> => client.scaleCluster({ input: { cluster: ref, replicas, idempotencyKey } });
    await create({ idempotencyKey: 'k' });
    const second = await scale(1, 'l');
    await scale(2, 'm');
    expect(await refusal(scale(3, 'n'))).toMatchObject({ code: 'RATE_LIMITED', field: 'idempotencyKey', message: expect.stringContaining('3') });
    expect([operations().length, cluster()?.spec.replicas]).toEqual([3, 2]);
    expect((await scale(1, 'l')).scaleCluster.operation?.id).toBe(second.scaleCluster.operation?.id);
    await scale(4);
    nowMs += KEPT_MS;
    await scale(3, 'n');
    expect(cluster()?.spec.replicas).toBe(3);
  });
});

describe('the key of cancelOperation', () => {
  const cancel = (id: string, idempotencyKey?: string): ReturnType<PgoClient['cancelOperation']> => client.cancelOperation({ input: { id, idempotencyKey } });
  const begin = async (namespace: string): Promise<string> => (await client.createNamespace({ input: { namespace } })).createNamespace.operation?.id ?? '';
  const endAll = (): void => {
    for (const operation of operations()) it.kube.put(POSTGRES_OPERATION, { ...operation, status: { state: 'CANCELLED' } });
  };

  test('gets the first result again after the operation has ended, which is kept for it', async () => {
    const id = await begin('shop');
    const first = await cancel(id, 'k');
    endAll();
    const again = await cancel(id, 'k');
    expect([again.cancelOperation.operation?.id, again.cancelOperation.plan]).toEqual([id, first.cancelOperation.plan]);
    expect(operations()[0]?.metadata.annotations?.[ANNOTATION_KEPT_UNTIL]).toBe(new Date(nowMs + KEPT_MS).toISOString());
    expect(await refusal(cancel(id))).toMatchObject({ code: 'FAILED_PRECONDITION' });
  });

  test('for another operation, or for another call, is CONFLICT', async () => {
    const [id, other] = [await begin('shop'), await begin('store')];
    await create({ idempotencyKey: 'taken' });
    await cancel(id, 'k');
    expect(await refusal(cancel(other, 'k'))).toMatchObject({ code: 'CONFLICT', field: 'idempotencyKey' });
    expect(await refusal(cancel(other, 'taken'))).toMatchObject({ code: 'CONFLICT', field: 'idempotencyKey' });
    expect(await refusal(client.scaleCluster({ input: { cluster: ref, replicas: 1, idempotencyKey: 'k' } }))).toMatchObject({ code: 'CONFLICT', field: 'idempotencyKey' });
  });

  test('that is none is refused', async () => {
    expect(await refusal(cancel(await begin('shop'), ''))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'idempotencyKey' });
  });
});
