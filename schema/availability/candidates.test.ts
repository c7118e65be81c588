import { describe, expect, it } from '@jest/globals';
import type { InstanceStatus } from '../resource/postgres-cluster.js';
import { bestCandidate, CANDIDATE_LAG_BYTES_MAX, candidatesOf, type CandidateInput } from './candidates.js';

const instance = (name: string, more: Partial<InstanceStatus> = {}): InstanceStatus =>
  ({ name, role: 'REPLICA', ready: true, state: 'running', timeline: 3, lagBytes: 0, ...more });
const primary = instance('hippo-1', { role: 'PRIMARY', lagBytes: undefined });
const cluster = (instances: InstanceStatus[], more: Partial<CandidateInput> = {}): CandidateInput =>
  ({ durability: 'ASYNC', primary: 'hippo-1', instances: [primary, ...instances], ...more });

describe('candidatesOf', () => {
  const cases: [string, CandidateInput, string | undefined, boolean][] = [
    ['a replica that streams', cluster([instance('hippo-2')]), undefined, true],
    ['one that is down', cluster([instance('hippo-2', { role: 'UNKNOWN', ready: false, state: 'stopped' })]), 'NOT_READY', false],
    ['one that is starting', cluster([instance('hippo-2', { ready: false, state: 'starting' })]), 'NOT_READY', false],
    ['one that runs and is not ready', cluster([instance('hippo-2', { ready: false })]), 'NOT_READY', true],
    ['one on an older timeline', cluster([instance('hippo-2', { timeline: 2 })]), 'OTHER_TIMELINE', false],
    ['one at the bound', cluster([instance('hippo-2', { lagBytes: CANDIDATE_LAG_BYTES_MAX })]), undefined, true],
    ['one behind the bound', cluster([instance('hippo-2', { lagBytes: CANDIDATE_LAG_BYTES_MAX + 1 })]), 'LAGGING', true],
    ['one of unknown lag', cluster([instance('hippo-2', { lagBytes: undefined })]), 'LAGGING', true],
    ['one of unknown lag without a primary', cluster([instance('hippo-2', { lagBytes: undefined })], { primary: undefined }), undefined, true],
    ['one out of step under SYNC', cluster([instance('hippo-2')], { durability: 'SYNC' }), 'NOT_IN_STEP', true],
    ['one in step under STRICT_SYNC', cluster([instance('hippo-2', { role: 'SYNC_REPLICA' })], { durability: 'STRICT_SYNC' }), undefined, true],
  ];
  it.each(cases)('%s', (_name, input, refusal, isForceable) => {
    const found = candidatesOf(input).find(({ instance: { name } }) => name === 'hippo-2');
    expect(found).toMatchObject({ isForceable });
    expect(found?.refusal).toBe(refusal);
    expect(found?.reason === undefined).toBe(refusal === undefined);
  });

  it('never takes the primary', () => {
    expect(candidatesOf(cluster([]))).toMatchObject([{ refusal: 'IS_PRIMARY', isForceable: false }]);
    expect(bestCandidate(cluster([]))).toBeUndefined();
  });

  it('puts the best first: in step, then the nearest, then by name', () => {
    const input = cluster([instance('hippo-10'), instance('hippo-2'), instance('hippo-3', { lagBytes: 9 }), instance('hippo-4', { role: 'SYNC_REPLICA', lagBytes: 9 }), instance('hippo-5', { ready: false })]);
    expect(candidatesOf(input).map(({ instance: { name } }) => name)).toEqual(['hippo-4', 'hippo-2', 'hippo-10', 'hippo-3', 'hippo-5', 'hippo-1']);
  });
});
