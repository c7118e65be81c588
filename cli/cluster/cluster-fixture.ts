import type { ClusterDetailView } from './cluster-view.js';

/** A healthy cluster with one replica, for tests of what is shown. */
export const hippo: ClusterDetailView = {
  namespace: 'pgo', name: 'hippo', state: 'READY', message: 'All 2 instances are ready.', createdAt: '2026-01-02T03:00:00Z',
  postgresVersion: 17, serverVersion: '17.6', replicas: 1, durability: 'SYNC', storageSize: '1Gi',
  instances: [
    { name: 'hippo-1', role: 'PRIMARY', ready: true, state: 'running', node: 'local', timeline: 1, lagBytes: null, pendingRestart: false, serverVersion: '17.6', startedAt: '2026-01-02T03:00:10Z' },
    { name: 'hippo-2', role: 'SYNC_REPLICA', ready: true, state: 'streaming', node: 'local', timeline: 1, lagBytes: 2048, pendingRestart: true, serverVersion: '17.6', startedAt: '2026-01-02T03:00:20Z' },
  ],
  primary: { name: 'hippo-1' },
  endpoints: { primary: { host: '127.0.10.1', port: 5432 }, replicas: { host: '127.0.10.2', port: 5432 } },
  labels: [{ key: 'env', value: 'dev' }, { key: 'team', value: 'data' }],
  conditions: [
    { type: 'Ready', status: 'True', reason: 'AllReady', message: 'All 2 instances are ready.' },
    { type: 'PrimaryAvailable', status: 'True', reason: 'PrimaryAvailable', message: 'hippo-1 accepts writes.' },
  ],
  parameters: [{ name: 'work_mem', value: '16MB', pendingRestart: false }, { name: 'shared_buffers', value: '256MB', pendingRestart: true }],
  deletionProtection: true,
  podMetadata: { labels: [{ key: 'team', value: 'shop' }], annotations: [] },
  tls: { enabled: true, required: true, certificateExpiresAt: '2027-01-02T03:00:00Z' },
};

/** The moment at which the fixtures are looked at. */
export const fixtureTime = new Date('2026-01-02T03:05:00Z');
