import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { POSTGRES_OPERATION } from '../../kube/kinds.js';
import { silentLogger } from '../../kube/logger.js';
import { MemoryKube } from '../../test/fake/memory-kube.js';
import { MovedClock } from '../testing/moved-clock.js';
import { KEPT_PER_CLUSTER_MAX } from './operation-expiry.js';
import { runOperationLoop } from './run-operation-loop.js';

const BEGIN = '2026-06-01T00:00:00.000Z';
const after = (seconds: number): string => new Date(Date.parse(BEGIN) + seconds * 1000).toISOString();

let kube: MemoryKube;
let clock: MovedClock;
let stop: () => Promise<void>;
beforeEach(() => {
  kube = new MemoryKube();
  clock = new MovedClock(BEGIN);
  stop = runOperationLoop({ cache: kube.cache, client: kube.client, clock, logger: silentLogger, handlers: {} }, Math.random);
});
afterEach(() => stop());

/** An operation of the cluster ends as the second of its number begins. */
const end = async (number: number, annotations: Record<string, string> = {}): Promise<void> => {
  await clock.moveTo(after(number));
  kube.put(POSTGRES_OPERATION, {
    metadata: { namespace: 'shop', name: `op-${number}`, annotations }, spec: { kind: 'ScaleCluster', cluster: 'hippo', requestedBy: 'ann' }, status: { state: 'SUCCEEDED', finishedAt: after(number) },
  });
  await clock.settle();
};
const names = (): string[] => kube.cache.list(POSTGRES_OPERATION).map(({ metadata }) => metadata.name);

describe('while the loop runs', () => {
  it('so many ended operations of a cluster are kept, the newest', async () => {
    for (let number = 1; number <= KEPT_PER_CLUSTER_MAX + 3; number += 1) await end(number);
    expect([names().length, names()[0]]).toEqual([KEPT_PER_CLUSTER_MAX, 'op-4']);
  });

  it('one that a key stands for stays until its time is over', async () => {
    await end(1, { 'pgo.dev/kept-until': after(3_600) });
    for (let number = 2; number <= KEPT_PER_CLUSTER_MAX + 3; number += 1) await end(number);
    expect([names().length, names().slice(0, 2)]).toEqual([KEPT_PER_CLUSTER_MAX + 1, ['op-1', 'op-4']]);
    await clock.moveTo(after(3_599));
    expect(names()).toContain('op-1');
    await clock.moveTo(after(3_600));
    expect([names().length, names()[0]]).toEqual([KEPT_PER_CLUSTER_MAX, 'op-4']);
  });
});
