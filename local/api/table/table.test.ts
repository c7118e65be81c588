import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { KubeObject } from '../../object.js';
import type { ResourceDefinition } from '../registry/resource-definition.js';
import { builtinColumns } from './builtin-columns.js';
import { customColumns } from './custom-columns.js';
import { tableOf } from './table.js';

const NOW = Date.parse('2026-01-01T00:10:00Z');
const object = (text: string): KubeObject => parse(text) as KubeObject;
const meta = 'metadata: { name: a, creationTimestamp: "2026-01-01T00:00:00Z" }';
const cells = (group: string, plural: string, text: string) =>
  builtinColumns(group, plural).filter(({ priority }) => priority === 0).map((column) => column.cell(object(text), NOW));

describe('cells of builtin kinds', () => {
  test.each([
    ['a running pod', '', 'pods', `{ ${meta}, spec: { containers: [{ name: c }] }, status: { phase: Running, containerStatuses: [{ name: c, ready: true, restartCount: 0, state: { running: {} } }] } }`, ['a', '1/1', 'Running', '0', '10m']],
    ['a crashing pod', '', 'pods', `{ ${meta}, spec: { containers: [{ name: c }] }, status: { phase: Running, containerStatuses: [{ name: c, ready: false, restartCount: 3, state: { waiting: { reason: CrashLoopBackOff } }, lastState: { terminated: { finishedAt: "2026-01-01T00:09:00Z" } } }] } }`, ['a', '0/1', 'CrashLoopBackOff', '3 (60s ago)', '10m']],
    ['a pod that initializes', '', 'pods', `{ ${meta}, spec: { initContainers: [{ name: i }], containers: [{ name: c }] }, status: { phase: Pending, initContainerStatuses: [{ name: i, state: { running: {} } }], containerStatuses: [{ name: c, state: { waiting: { reason: PodInitializing } } }] } }`, ['a', '0/1', 'Init:0/1', '0', '10m']],
    ['a pod that ends', '', 'pods', `{ metadata: { name: a, deletionTimestamp: x, creationTimestamp: "2026-01-01T00:00:00Z" }, spec: { containers: [{ name: c }] }, status: { phase: Running } }`, ['a', '0/1', 'Terminating', '0', '10m']],
    ['a headless service', '', 'services', `{ ${meta}, spec: { type: ClusterIP, clusterIP: None, ports: [{ port: 80, protocol: TCP }] } }`, ['a', 'ClusterIP', 'None', '<none>', '80/TCP', '10m']],
    ['a finished job', 'batch', 'jobs', `{ ${meta}, spec: { completions: 1 }, status: { succeeded: 1, startTime: "2026-01-01T00:00:00Z", completionTime: "2026-01-01T00:00:30Z", conditions: [{ type: Complete, status: "True" }] } }`, ['a', 'Complete', '1/1', '30s', '10m']],
    ['a claim', '', 'persistentvolumeclaims', `{ ${meta}, spec: { volumeName: v, storageClassName: local }, status: { phase: Bound, capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce] } }`, ['a', 'Bound', 'v', '1Gi', 'RWO', 'local', '<unset>', '10m']],
    ['a kind without columns of its own', 'x', 'things', `{ ${meta} }`, ['a', '10m']],
  ])('%s', (...row) => expect(cells(row[1], row[2], row[3])).toEqual(row[4]));
});

describe('cells of custom resources', () => {
  const column = (jsonPath: string, type = 'string') => ({ name: 'X', type, jsonPath, priority: 0 });
  const thing = object(`{ metadata: { name: a, labels: { "pgo.dev/x": y } }, spec: { n: 3, list: [1, 2], on: true, object: { a: 1 } }, status: { conditions: [{ type: Ready, status: "True" }] } }`);
  test.each([
    ['a number', column('.spec.n', 'integer'), 3],
    ['a condition', column('.status.conditions[?(@.type=="Ready")].status'), 'True'],
    ['a condition that is not there', column('.status.conditions[?(@.type=="Other")].status'), null],
    ['a label', column('.metadata.labels.pgo\\.dev/x'), 'y'],
    ['the first of several values', column('.spec.list[*]'), '1'],
    ['a truth', column('.spec.on', 'boolean'), true],
    ['text where a number belongs', column('.metadata.name', 'integer'), null],
    ['an object', column('.spec.object'), '{"a":1}'],
    ['nothing', column('.spec.none'), null],
  ])('%s', (_name, definition, expected) => expect(customColumns([definition])[1]?.cell(thing, NOW)).toEqual(expected));
});

test('a table names its columns once and shows as much of each object as is asked for', () => {
  const definition = { custom: true, columns: [] } as unknown as ResourceDefinition;
  const thing = object(`{ apiVersion: v1, kind: Thing, ${meta} }`);
  const options = { includeObject: 'Metadata' as const, now: NOW, metadata: { resourceVersion: '7' } };
  expect(tableOf(definition, [thing], options)).toMatchObject({
    kind: 'Table', metadata: { resourceVersion: '7' }, columnDefinitions: [{ name: 'Name' }, { name: 'Age', type: 'date' }],
    rows: [{ cells: ['a', '10m'], object: { kind: 'PartialObjectMetadata', metadata: { name: 'a' } } }],
  });
  expect(tableOf(definition, [thing], { ...options, includeObject: 'None', withoutColumns: true })).toMatchObject({ columnDefinitions: null, rows: [{ object: null }] });
});
