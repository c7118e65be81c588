import { describe, expect, it } from '@jest/globals';
import { CONFIG_MAP, NODE, POD, type Node, type Pod } from '../../kube/core-kinds.js';
import { POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import { silentLogger } from '../../kube/logger.js';
import { patroniLeaderName, patroniStateName } from '../../schema/naming/names.js';
import { MemoryKube } from '../../test/fake/memory-kube.js';
import { MovedClock } from '../testing/moved-clock.js';
import { runDrainLoop } from './run-drain-loop.js';

const labels = { 'pgo.dev/cluster': 'hippo' };

const instance = (ordinal: number, role: 'primary' | 'replica'): Omit<Pod, 'apiVersion' | 'kind'> => ({
  metadata: {
    namespace: 'shop', name: `hippo-${ordinal}-0`, uid: `u${ordinal}`, labels: { ...labels, 'pgo.dev/instance': `hippo-${ordinal}` },
    annotations: { status: JSON.stringify({ role, state: role === 'primary' ? 'running' : 'streaming', timeline: 1, xlog_location: 1000 }) },
  },
  spec: { nodeName: `n${ordinal}` },
  status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True', reason: '', message: '' }], containerStatuses: [{ name: 'database', ready: true, restartCount: 0, state: { running: {} } }] },
});

const start = (): { kube: MemoryKube; clock: MovedClock; stop: () => Promise<void>; drain: (name: string) => void; targets: () => unknown[] } => {
  const clock = new MovedClock('2026-06-01T00:00:00Z');
  const kube = new MemoryKube(() => clock.now());
  kube.put(POSTGRES_CLUSTER, { metadata: { namespace: 'shop', name: 'hippo', uid: 'u' }, spec: { replicas: 1 } });
  kube.put(CONFIG_MAP, { metadata: { namespace: 'shop', name: patroniStateName('hippo'), labels, annotations: { initialize: '7', config: '{}' } } });
  kube.put(CONFIG_MAP, { metadata: { namespace: 'shop', name: patroniLeaderName('hippo'), labels, annotations: { leader: 'hippo-1-0', optime: '1000', renewTime: '2026-06-01T00:00:00Z', acquireTime: '2026-05-01T00:00:00Z' } } });
  for (const name of ['n1', 'n2']) kube.put<Node>(NODE, { metadata: { name } });
  kube.put<Pod>(POD, instance(1, 'primary'));
  const stop = runDrainLoop({ cache: kube.cache, writer: kube.client, clock, logger: silentLogger, versions: [15] }, () => 0.5);
  return {
    kube, clock, stop,
    drain: (name) => void kube.put<Node>(NODE, { metadata: { name }, spec: { unschedulable: true } }),
    targets: () => kube.cache.list(POSTGRES_OPERATION).map(({ spec }) => spec.input?.['target']),
  };
};

describe('the loop over nodes that are drained', () => {
  it('asks for a switchover once, whatever else changes', async () => {
    const { kube, clock, stop, drain, targets } = start();
    kube.put<Pod>(POD, instance(2, 'replica'));
    await clock.settle();
    expect(targets()).toEqual([]);
    drain('n1');
    await clock.settle();
    expect(targets()).toEqual(['hippo-2']);
    kube.put<Pod>(POD, { ...instance(2, 'replica'), status: { ...instance(2, 'replica').status, phase: 'Pending' } } as Pod);
    await clock.settle();
    expect(targets()).toEqual(['hippo-2']);
    await stop();
  });

  it('waits for a replica that can take over', async () => {
    const { kube, clock, stop, drain, targets } = start();
    drain('n1');
    await clock.settle();
    expect(targets()).toEqual([]);
    kube.put<Pod>(POD, instance(2, 'replica'));
    await clock.settle();
    expect(targets()).toEqual(['hippo-2']);
    await stop();
  });
});
