import type { CrashPlace } from './crash-world.js';

/** One kind of operation: the cluster that it finds and what asks for it. */
export interface Scenario {
  readonly before?: object;
  readonly ask: (place: CrashPlace) => Promise<void>;
  /** What its Patronis are told, once each, however often the operator was killed. */
  readonly actions?: readonly string[];
}

const CLUSTERS = { group: 'pgo.dev', version: 'v1', plural: 'postgresclusters' };
const spec = (more: object = {}): object => ({ spec: { replicas: 1, storage: { size: '1Gi' }, backups: { enabled: false }, ...more } });

/** The kinds of operations that an operator is disturbed in, by name. */
export const SCENARIOS: readonly (readonly [string, Scenario])[] = [
  ['create', { ask: (place) => place.ask('CreateCluster', {}, spec()) }],
  ['scale up', { before: spec(), ask: (place) => place.ask('ScaleCluster', {}, spec({ replicas: 2 })) }],
  ['scale down', { before: spec(), ask: (place) => place.ask('ScaleCluster', {}, spec({ replicas: 0 })) }],
  ['update of parameters', { before: spec(), ask: (place) => place.ask('UpdateCluster', {}, spec({ parameters: { work_mem: '8MB' } })) }],
  ['switchover', { before: spec(), ask: (place) => place.ask('Switchover', { target: 'hippo-2', from: 'hippo-1' }), actions: ['POST /switchover hippo-1-0'] }],
  ['restart of every instance', { before: spec(), ask: (place) => place.ask('Restart', {}), actions: ['POST /restart hippo-2-0', 'POST /restart hippo-1-0'] }],
  ['stop', { before: spec(), ask: (place) => place.ask('StopCluster', {}, spec({ stopped: true })) }],
  ['delete', { before: spec(), ask: async (place) => {
    await place.ask('DeleteCluster', { keepData: false, keepBackups: false }, { metadata: { annotations: { 'pgo.dev/operation': 'op-deletecluster' } } });
    await place.access.delete(CLUSTERS, { namespace: place.namespace, name: 'hippo' });
  } }],
];

/** Objects that differ, each from a little before the first difference. */
export const differences = (found: readonly string[], wanted: readonly string[]): string[] => found.filter((text) => !wanted.includes(text)).map((text) => {
  const [name = ''] = text.split(' ');
  const other = wanted.find((candidate) => candidate.startsWith(`${name} `)) ?? '';
  const at = Math.max(0, [...text].findIndex((letter, index) => letter !== other[index]) - 40);
  return `${name}: ${text.slice(at, at + 160)} IN PLACE OF ${other.slice(at, at + 160)}`;
});
