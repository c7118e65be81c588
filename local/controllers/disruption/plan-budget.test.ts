import { describe, expect, test } from '@jest/globals';
import type { Pod } from '../core-types.js';
import type { DisruptionBudget } from '../workload-types.js';
import { planBudget } from './plan-budget.js';

const now = Date.parse('2026-01-01T00:00:00Z');

function pod(name: string, ready = true): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: 'd' } },
    spec: { containers: [] },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
  };
}

function plan(spec: Partial<DisruptionBudget['spec']>, pods: readonly Pod[], disruptedPods?: Record<string, string>) {
  const status = disruptedPods ? { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0, disruptedPods } : undefined;
  const budget: DisruptionBudget = {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'b', namespace: 'n', generation: 2 },
    spec: { selector: { matchLabels: { app: 'd' } }, ...spec },
    ...(status ? { status } : {}),
  };
  return planBudget({ budget, pods, scaleOf: () => ({ uid: 'set', replicas: 4 }), now });
}

describe('planBudget', () => {
  const three = [pod('a'), pod('b'), pod('c')];
  test.each([
    ['a minimum counts the pods there are', { minAvailable: 1 }, three, [3, 1, 2, 3]],
    ['a minimum that is just met', { minAvailable: 3 }, three, [3, 3, 0, 3]],
    ['a percentage is of what the controller wants, rounded up', { minAvailable: '60%' }, three, [3, 3, 0, 4]],
    ['a maximum is of what the controller wants', { maxUnavailable: 1 }, three, [3, 3, 0, 4]],
    ['a maximum with all there', { maxUnavailable: 2 }, [...three, pod('d')], [4, 2, 2, 4]],
    ['unready pods are not healthy', { minAvailable: 1 }, [pod('a'), pod('b', false)], [1, 1, 0, 2]],
    ['other pods do not count', { minAvailable: 1 }, [pod('a'), { ...pod('x'), metadata: { name: 'x' } }], [1, 1, 0, 1]],
    ['no pods', { minAvailable: 0 }, [], [0, 0, 0, 0]],
  ])('%s', (_name, spec, pods, [currentHealthy, desiredHealthy, disruptionsAllowed, expectedPods]) => {
    expect(plan(spec, pods).actions[0]?.object.status).toMatchObject({ observedGeneration: 2, currentHealthy, desiredHealthy, disruptionsAllowed, expectedPods });
  });

  test('an allowed eviction counts until the pod goes, or for two minutes', () => {
    const fresh = plan({ minAvailable: 1 }, three, { a: '2025-12-31T23:59:00Z', gone: '2025-12-31T23:59:00Z', b: '2025-12-31T23:00:00Z' });
    expect(fresh.actions[0]?.object.status).toMatchObject({ currentHealthy: 2, disruptionsAllowed: 1, disruptedPods: { a: '2025-12-31T23:59:00Z' } });
    expect(fresh.visitAfterMs).toBe(60_000);
  });
});
