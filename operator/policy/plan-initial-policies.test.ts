import { describe, expect, it } from '@jest/globals';
import { POLICIES_APPLIED } from '../operation/operation-steps.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { OperationState, PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { initialPolicyName, planInitialPolicies } from './plan-initial-policies.js';

const condition = (type: string, status: 'True' | 'False'): object => ({ type, status, reason: '', message: '', lastTransitionTime: '' });
const cluster = ({ annotation, ready = 'True', policies = ['a', 'b'] }: { annotation?: string; ready?: 'True' | 'False'; policies?: string[] } = {}): PostgresCluster => ({
  apiVersion: 'pgo.dev/v1', kind: 'PostgresCluster',
  metadata: { name: 'hippo', namespace: 'shop', uid: 'u', ...(annotation === undefined ? {} : { annotations: { 'pgo.dev/initial-policies': annotation } }) },
  spec: { policies }, status: { conditions: [condition('PrimaryAvailable', 'True'), condition('DatabasesReady', ready)] } as never,
});
const operations = (...states: OperationState[]) => (name: string): PostgresOperation | undefined => {
  const state = states[states.findIndex((_state, index) => initialPolicyName('u', index) === name)];
  return state && ({ status: { state, error: { code: 'X', message: 'line 1: no', suggestion: '' } } } as PostgresOperation);
};

describe('the policies of a new cluster', () => {
  it.each<[string, Parameters<typeof cluster>[0], OperationState[], object]>([
    ['wait for the databases', { ready: 'False' }, [], {}],
    ['begin with the first', {}, [], { create: { metadata: { name: initialPolicyName('u', 0), namespace: 'shop' }, spec: { kind: 'ApplyPolicy', cluster: 'hippo', clusterUid: 'u', input: { policy: 'a', targets: [{ database: 'hippo' }] } } } }],
    ['wait for one that runs', {}, ['RUNNING'], {}],
    ['go on with the second', {}, ['SUCCEEDED'], { create: { spec: { input: { policy: 'b' } } } }],
    ['stop at the first that fails', {}, ['FAILED'], { outcome: 'Policy "a": line 1: no' }],
    ['end', {}, ['SUCCEEDED', 'SUCCEEDED'], { outcome: POLICIES_APPLIED }],
    ['are never applied again, though their operations are gone', { annotation: POLICIES_APPLIED }, [], {}],
    ['nor after a failure', { annotation: 'Policy "a": line 1: no' }, [], {}],
    ['may be none', { policies: [] }, [], {}],
  ])('%s', (_name, setup, states, plan) => {
    const planned = planInitialPolicies(cluster(setup), operations(...states));
    expect(planned).toMatchObject(plan);
    expect(Object.keys(planned)).toEqual(Object.keys(plan));
  });
});
