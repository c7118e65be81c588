import { describe, expect, test } from '@jest/globals';
import { groupBits } from './pod-volumes.js';

describe('the files of a pod', () => {
  test.each([
    ['may be read by the fsGroup when they are root\'s', { fsGroup: 26 }, true, 0o440],
    ['stay their user\'s alone when the agent is that user', { fsGroup: 26 }, false, 0],
    ['keep their mode without an fsGroup', {}, true, 0],
  ])('%s', (_name, securityContext, agentIsRoot, bits) => {
    expect(groupBits({ spec: { containers: [], securityContext } }, agentIsRoot)).toBe(bits);
  });
});
