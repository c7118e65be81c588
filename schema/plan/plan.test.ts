import { describe, expect, test } from '@jest/globals';
import { type CompleteClusterSpec, clusterSpecDefaults } from '../resource/cluster-defaults.js';
import { planCreateCluster } from './plan-create-cluster.js';
import { planDeleteCluster } from './plan-delete-cluster.js';
import { planScaleCluster } from './plan-scale-cluster.js';
import { planUpdateCluster } from './plan-update-cluster.js';
import { type PlanImpact, gravestImpact } from './plan.js';

const spec: CompleteClusterSpec = clusterSpecDefaults({ replicas: 1, parameters: { work_mem: '4MB' } }, [15, 17]);
const before = { spec, labels: { env: 'test' } };

test('creating makes the cluster, its instances and its services, and harms nothing', () => {
  const { impact, summary, changes } = planCreateCluster('hippo', spec);
  expect(impact).toBe('NONE');
  expect(summary).toBe('Creates the cluster "hippo": PostgreSQL 17, a primary and 1 replica, each with a volume of 1Gi, durability ASYNC.');
  expect(changes.map(({ object }) => object)).toEqual(['PostgresCluster/hippo', 'StatefulSet/hippo-1', 'StatefulSet/hippo-2', 'Service/hippo-primary', 'Service/hippo-replicas']);
});

test('creating a cluster whose volumes grow says so', () => {
  expect(planCreateCluster('hippo', { ...spec, storage: { size: '1Gi', autoGrow: { maximum: '4Gi' } } }).summary).toContain('a volume of 1Gi that grows by itself up to 4Gi,');
});

describe('updating', () => {
  test.each<[string, Partial<CompleteClusterSpec>, PlanImpact, string[]]>([
    ['nothing', {}, 'NONE', []],
    ['a parameter that is reloaded', { parameters: { work_mem: '8MB' } }, 'RELOAD', ['spec.parameters.work_mem']],
    ['a parameter that needs a restart', { parameters: { work_mem: '4MB', shared_buffers: '1GB' } }, 'ROLLING_RESTART', ['spec.parameters.shared_buffers']],
    ['a parameter back to its default', { parameters: {} }, 'RELOAD', ['spec.parameters.work_mem']],
    ['resources', { resources: { limits: { memory: '1Gi' } } }, 'ROLLING_RESTART', ['spec.resources']],
    ['durability', { durability: 'SYNC' }, 'RELOAD', ['spec.durability']],
    ['that TLS is required no more', { tls: { required: false } }, 'RELOAD', ['spec.tls.required']],
    ['storage', { storage: { size: '2Gi' } }, 'NONE', ['spec.storage.size']],
    ['storage that grows by itself', { storage: { size: '1Gi', autoGrow: { maximum: '4Gi' } } }, 'NONE', ['enabled', 'thresholdPercent', 'stepPercent', 'coolDownMinutes', 'maximum'].map((name) => `spec.storage.autoGrow.${name}`)],
  ])('%s', (_name, change, impact, paths) => {
    const plan = planUpdateCluster('hippo', before, { ...before, spec: { ...spec, ...change } });
    expect([plan.impact, plan.changes.map(({ path }) => path)]).toEqual([impact, paths]);
  });

  test('says when nothing changes', () => {
    expect(planUpdateCluster('hippo', before, before).summary).toContain('Nothing changes');
  });
});

test.each([
  [3, 'Adds 2 replicas to the cluster "hippo": 1 become 3. No connection notices.'],
  [0, 'Removes 1 replica of the cluster "hippo" with their volumes: 1 become 0. Connections to those break; the primary stays.'],
  [1, 'Nothing changes: the cluster "hippo" is specified like this already.'],
])('scaling to %i', (replicas, summary) => {
  expect(planScaleCluster('hippo', before, replicas).summary).toBe(summary);
});

test.each([
  ['data are deleted', { keepData: false }, 'DATA_LOSS', 2], ['data are kept', { keepData: true }, 'OFFLINE', 0],
  ['WAL has volumes of its own', { keepData: false, walSize: '1Gi' }, 'DATA_LOSS', 4],
])('deleting a cluster, %s', (_name, { keepData, walSize }: { keepData: boolean; walSize?: string }, impact, volumes) => {
  const plan = planDeleteCluster('hippo', { ...spec, storage: { ...spec.storage, walSize } }, { instances: ['hippo-1', 'hippo-3'], keepData, keepBackups: true });
  expect(plan.impact).toBe(impact);
  expect(plan.changes.filter(({ object }) => object.startsWith('PersistentVolumeClaim/'))).toHaveLength(volumes);
  expect(plan.summary).toContain(`${walSize === undefined ? 2 : 4} volumes`);
});

test('the gravest impact wins', () => {
  const change = (impact: PlanImpact): Parameters<typeof gravestImpact>[0][number] => ({ object: 'x', action: 'update', impact });
  expect([gravestImpact([]), gravestImpact([change('RELOAD'), change('DATA_LOSS'), change('NONE')])]).toEqual(['NONE', 'DATA_LOSS']);
});
