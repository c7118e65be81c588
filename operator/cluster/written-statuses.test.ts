import { describe, expect, it } from '@jest/globals';
import { aWorld } from '../testing/cluster-fixture.js';
import type { ClusterWorld } from './world.js';
import { WrittenStatuses } from './written-statuses.js';

const at = (resourceVersion: string): ClusterWorld => {
  const world = aWorld({ spec: {} });
  return { ...world, cluster: { ...world.cluster, metadata: { ...world.cluster.metadata, resourceVersion } } };
};

describe('statuses that were written', () => {
  const cases = [
    { name: 'stand in while the cache is at a version before, whoever wrote that', cached: '11', stored: '12', seen: '12' },
    { name: 'give way to the same version', cached: '12', stored: '12', seen: '12' },
    { name: 'give way to a later one', cached: '100', stored: '12', seen: '100' },
    { name: 'give way when versions cannot be compared', cached: 'a', stored: '12', seen: 'a' },
  ];
  it.each(cases)('$name', ({ cached, stored, seen }) => {
    const written = new WrittenStatuses();
    written.remember(at(stored).cluster);
    expect(written.over(at(cached))?.cluster.metadata.resourceVersion).toBe(seen);
  });
});
