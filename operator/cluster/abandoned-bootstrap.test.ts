import { describe, expect, it } from '@jest/globals';
import { aWorld } from '../testing/cluster-fixture.js';
import { abandonedBootstrapMs, IDLE_BOOTSTRAP_MS } from './abandoned-bootstrap.js';
import type { ClusterWorld } from './world.js';

const STARTED = Date.parse('2026-01-01T00:00:00Z');
const claimed = (states: readonly string[], patroni: Partial<ClusterWorld['patroni']> = {}): ClusterWorld => {
  const world = aWorld({ instances: states.map((_, index) => ({ ordinal: index + 1 })) });
  const instances = world.instances.map((instance, index) => ({ ...instance, member: { role: 'replica', state: states[index] ?? '', pendingRestart: false } }));
  return { ...world, instances, patroni: { ...world.patroni, initialized: false, bootstrapping: true, ...patroni } };
};

describe('a bootstrap that was claimed', () => {
  const cases: { name: string; world: ClusterWorld; ms: number | undefined }[] = [
    { name: 'is abandoned when everyone has been idle for long', world: claimed(['stopped', 'stopped']), ms: IDLE_BOOTSTRAP_MS },
    { name: 'goes on while someone works', world: claimed(['stopped', 'initializing new cluster']), ms: undefined },
    { name: 'is done when there is a leader', world: claimed(['stopped'], { leader: 'hippo-1-0' }), ms: undefined },
    { name: 'is nobody\'s when nobody claimed it', world: claimed(['stopped'], { bootstrapping: false }), ms: undefined },
    { name: 'is not judged before there are instances', world: claimed([]), ms: undefined },
  ];
  it.each(cases)('$name', ({ world, ms }) => {
    expect(abandonedBootstrapMs(world, STARTED)).toBe(ms);
  });

  it('is taken back once the time is over', () => {
    expect(abandonedBootstrapMs(claimed(['stopped']), STARTED + IDLE_BOOTSTRAP_MS)).toBeLessThanOrEqual(0);
  });
});
