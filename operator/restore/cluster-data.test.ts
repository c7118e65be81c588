import { describe, expect, it } from '@jest/globals';
import type { ConfigMap, Job } from '../../kube/core-kinds.js';
import type { PostgresClusterSpec } from '../../schema/resource/postgres-cluster.js';
import type { ClusterWorld } from '../cluster/world.js';
import { aWorld, type InstanceSetup } from '../testing/cluster-fixture.js';
import { dataPhase, runningOrdinals, specDataDirectory, wantedData } from './cluster-data.js';

const stateMap = (annotations: Record<string, string>): ConfigMap => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'hippo-ha-config', namespace: 'shop', annotations } });
const leaderMap: ConfigMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'hippo-ha-leader', namespace: 'shop' } };
const job = (name: string, condition?: 'Complete' | 'Failed'): Job => ({
  apiVersion: 'batch/v1', kind: 'Job', metadata: { name, namespace: 'shop' },
  ...(condition === undefined ? {} : { status: { conditions: [{ type: condition, status: 'True', reason: '', message: 'It went wrong.' }] } }),
});

interface Setup {
  readonly spec?: PostgresClusterSpec;
  readonly state?: Record<string, string>;
  readonly jobs?: readonly Job[];
  readonly instances?: readonly InstanceSetup[];
  readonly initialized?: boolean;
}

const world = ({ spec, state, jobs = [], instances = [], initialized = true }: Setup): ClusterWorld => {
  const base = aWorld({ spec: spec ?? {}, instances });
  return { ...base, jobs, configMaps: state === undefined ? [] : [stateMap(state), leaderMap], patroni: { ...base.patroni, initialized } };
};

const RESTORE: PostgresClusterSpec = { restore: { id: 'op-1', at: '2026-06-01T12:00:00Z' } };
const OLD = { initialize: '7', config: '{}' };
const NEW = { initialize: '7', 'pgo.dev/data': 'op-1', 'pgo.dev/data-directory': 'op-1' };
const RUNNING: InstanceSetup[] = [{ ordinal: 1, role: 'primary' }, { ordinal: 2 }];
const STOPPED: InstanceSetup[] = [{ ordinal: 1, parts: ['set', 'claim'] }, { ordinal: 2, parts: ['set', 'claim'] }];

describe('dataPhase', () => {
  it.each<[string, Setup, ReturnType<typeof dataPhase>['type']]>([
    ['nothing is asked for', { state: OLD, instances: RUNNING }, 'settled'],
    ['instances of the data before run', { spec: RESTORE, state: OLD, instances: RUNNING }, 'stopping'],
    ['nothing runs', { spec: RESTORE, state: OLD, instances: STOPPED }, 'restoring'],
    ['the Job runs', { spec: RESTORE, state: OLD, instances: STOPPED, jobs: [job('hippo-restore-op-1')] }, 'restoring'],
    ['the Job has failed', { spec: RESTORE, state: OLD, instances: STOPPED, jobs: [job('hippo-restore-op-1', 'Failed')] }, 'failed'],
    ['the look has failed', { spec: RESTORE, state: OLD, instances: STOPPED, jobs: [job('hippo-look-op-1', 'Failed')] }, 'failed'],
    ['the data are there', { spec: RESTORE, state: OLD, instances: STOPPED, jobs: [job('hippo-restore-op-1', 'Complete')] }, 'resetting'],
    ['Patroni is reset', { spec: RESTORE, state: { ...NEW, initialize: '' }, instances: STOPPED, initialized: false }, 'starting'],
    ['Patroni has begun', { spec: RESTORE, state: NEW, instances: RUNNING }, 'settled'],
    ['everything of the cluster is lost but the repository', { spec: RESTORE, instances: [], initialized: false }, 'restoring'],
    ['a new cluster begins with backups', { spec: { source: { cluster: { name: 'old' } } }, initialized: false }, 'restoring'],
    ['it is done with', { spec: { source: { cluster: { name: 'old' } } }, state: { initialize: '7', 'pgo.dev/data': 'source' }, instances: RUNNING }, 'settled'],
  ])('when %s', (_name, setup, type) => {
    expect(dataPhase(world(setup), [1, 2]).type).toBe(type);
  });

  it('stops the primary last on the way to another major version', () => {
    const spec: PostgresClusterSpec = { postgresVersion: 15, restore: { id: 'op-1', previous: '', previousVersion: 13 } };
    const phase = dataPhase(world({ spec, state: OLD, instances: RUNNING }), [1, 2]);
    expect([phase, runningOrdinals(phase, [1, 2])]).toEqual([{ type: 'stopping', last: 1 }, [1]]);
    expect(dataPhase(world({ spec, state: OLD, instances: [{ ordinal: 1, role: 'primary' }, { ordinal: 2, parts: ['set', 'claim'] }] }), [1, 2])).toEqual({ type: 'stopping' });
  });

  it('forgets members and leader, and keeps the state for last', () => {
    const phase = dataPhase(world({ spec: RESTORE, state: OLD, instances: STOPPED, jobs: [job('hippo-restore-op-1', 'Complete')] }), [1, 2]);
    expect(phase).toEqual({ type: 'resetting', remove: [leaderMap] });
  });
});

describe('wantedData', () => {
  it('never goes back by itself when the specification loses its restore', () => {
    expect(wantedData(world({ state: NEW, instances: RUNNING }))).toEqual({ id: 'op-1', directory: 'op-1' });
  });
  it.each<[string, PostgresClusterSpec, string]>([
    ['own data', {}, '/pgdata/pg15'], ['restored data', RESTORE, '/pgdata/pg15-op-1'], ['an undo', { restore: { id: 'op-2', undo: '' } }, '/pgdata/pg15'],
    ['a clone', { source: { cluster: { name: 'old' } } }, '/pgdata/pg15-source'],
  ])('has a directory for %s', (_name, spec, directory) => {
    expect(specDataDirectory(spec, 15)).toBe(directory);
  });
});
