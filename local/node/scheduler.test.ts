import { describe, expect, it } from '@jest/globals';
import { placePod } from './scheduler.js';

describe('placePod', () => {
  const place = (spec: object, more: object = {}): string => {
    const placement = placePod({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [], ...spec }, ...more }, { zone: 'a' });
    return placement.type === 'wait' ? placement.reason : placement.type;
  };
  it.each<[string, object, object, string]>([
    ['a pod goes to the node', {}, {}, 'bind'],
    ['a bound pod stays', { nodeName: 'local' }, {}, 'none'],
    ['a pod that is being deleted goes nowhere', {}, { metadata: { name: 'p', deletionTimestamp: 'now' } }, 'none'],
    ['a pod that is over goes nowhere', {}, { status: { phase: 'Failed' } }, 'none'],
    ['a gate holds it', { schedulingGates: [{ name: 'g' }] }, {}, 'SchedulingGated'],
    ['a selector that fits lets it go', { nodeSelector: { zone: 'a' } }, {}, 'bind'],
    ['a selector that does not fit holds it', { nodeSelector: { zone: 'b' } }, {}, 'Unschedulable'],
  ])('%s', (_, spec, more, expected) => {
    expect(place(spec, more)).toBe(expected);
  });
});
