import { expect, test } from '@jest/globals';
import { CONFIGURATION_MARKER } from '../postgres/wanted-parameters.js';
import { aWorld } from '../testing/cluster-fixture.js';
import { configurationCondition } from './configuration-condition.js';
import { wantedParameters } from './configuration-state.js';
import type { ClusterWorld } from './world.js';

const condition = (status: 'True' | 'False', observedGeneration: number): ClusterWorld['cluster']['status'] =>
  ({ conditions: [{ type: 'ConfigurationApplied', status, reason: 'AsDesired', message: '', lastTransitionTime: '', observedGeneration }] });

/** One word for each instance: `?` nobody looked, `old` other parameters, `ok`, or the parameters that wait. */
const world = (words: string, status?: ClusterWorld['cluster']['status']): ClusterWorld => {
  const base = aWorld({ spec: { replicas: 1 }, instances: [{ ordinal: 1, role: 'primary' }, { ordinal: 2 }], ...(status === undefined ? {} : { status }) });
  const marker = wantedParameters(base)[CONFIGURATION_MARKER] ?? '';
  const instances = base.instances.map((instance, index) => {
    const word = words.split(' ')[index] ?? '?';
    if (word === '?') return instance;
    const pending = word === 'ok' || word === 'old' ? [] : word.split(',');
    return { ...instance, settings: { marker: word === 'old' ? 'other' : marker, pending, isShrinking: false, faults: [] } };
  });
  return { ...base, instances };
};

test.each<[string, ClusterWorld, string, string]>([
  ['everything is read', world('ok ok'), 'AsDesired', 'Every instance runs with the parameters of the specification.'],
  ['one reads still', world('ok old'), 'Reloading', 'hippo-2 reads the changed parameters.'],
  ['both wait for a restart', world('shared_buffers shared_buffers,max_connections'), 'PendingRestart', 'hippo-1, hippo-2 restart in turn for max_connections, shared_buffers.'],
  ['nobody has looked at a cluster that was well', world('? ?', condition('True', 3)), 'AsDesired', 'Every instance runs with the parameters of the specification.'],
  ['nobody has looked since the specification changed', world('? ok', condition('True', 2)), 'Reloading', 'hippo-1 reads the changed parameters.'],
  ['nobody has looked since a restart was due', world('ok ?', condition('False', 3)), 'Reloading', 'hippo-2 reads the changed parameters.'],
])('%s', (_name, observed, reason, message) => {
  expect(configurationCondition(observed)).toMatchObject({ reason, message });
});
