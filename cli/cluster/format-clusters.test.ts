import { describe, expect, it } from '@jest/globals';
import { createBufferStreams } from '../factory/buffer-streams.js';
import { fixtureTime, hippo } from './cluster-fixture.js';
import { formatCluster } from './format-cluster.js';
import { formatClusters } from './format-clusters.js';

const rhino = {
  ...hippo, name: 'rhino', state: 'DEGRADED', message: 'The primary is lost; rhino-2 is being promoted, and rhino-1 comes back as its replica.',
  primary: null, serverVersion: null, instances: [], labels: [],
};
const pipe = createBufferStreams().out;
const narrow = createBufferStreams({ columns: 80 }).out;
const broad = createBufferStreams({ columns: 160 }).out;

describe('formatClusters', () => {
  it('shows a table', async () => {
    expect(await formatClusters([hippo, rhino], { wide: false, now: fixtureTime }, pipe)).toBe(
`NAMESPACE  NAME   STATE     READY  VERSION  PRIMARY  AGE  MESSAGE
pgo        hippo  READY       2/2     17.6  hippo-1   5m  All 2 instances are ready.
pgo        rhino  DEGRADED    0/2       17  -         5m  The primary is lost; rhino-2 is being promoted, and rhino-1 comes back as its replica.
`);
  });
  it('fits 80 columns', async () => {
    expect(await formatClusters([hippo, rhino], { wide: false, now: fixtureTime }, narrow)).toBe(
`NAMESPACE  NAME   STATE     READY  VERSION  PRIMARY  AGE  MESSAGE
pgo        hippo  READY       2/2     17.6  hippo-1   5m  All 2 instances are r…
pgo        rhino  DEGRADED    0/2       17  -         5m  The primary is lost; …
`);
  });
  it('shows more when wide, within 160 columns', async () => {
    expect(await formatClusters([hippo, rhino], { wide: true, now: fixtureTime }, broad)).toBe(
`NAMESPACE  NAME   STATE     READY  VERSION  PRIMARY  DURABILITY  STORAGE  ENDPOINT         LABELS             AGE  MESSAGE
pgo        hippo  READY       2/2     17.6  hippo-1  SYNC            1Gi  127.0.10.1:5432  env=dev,team=data   5m  All 2 instances are ready.
pgo        rhino  DEGRADED    0/2       17  -        SYNC            1Gi  127.0.10.1:5432  -                   5m  The primary is lost; rhino-2 is being promot…
`);
  });
});

describe('formatCluster', () => {
  it('shows one in detail', async () => {
    expect(await formatCluster(hippo, { wide: true, now: fixtureTime }, pipe)).toBe(
`Cluster:      pgo/hippo
State:        READY  All 2 instances are ready.
Version:      17.6
Durability:   SYNC
Replicas:     1
Storage:      1Gi for each instance
Primary:      127.0.10.1:5432
Replicas at:  127.0.10.2:5432
TLS:          required, certificate until 2027-01-02
Protected:    deletion is refused
Parameters:   work_mem = 16MB
              shared_buffers = 256MB  (waits for a restart)
Labels:       env=dev
              team=data
Pod labels:   team=shop
Age:          5m

INSTANCE  ROLE          READY  STATE        LAG  TIMELINE  RESTART  UP  NODE
hippo-1   PRIMARY       yes    running        -         1  -        4m  local
hippo-2   SYNC_REPLICA  yes    streaming  2 kiB         1  pending  4m  local

CONDITION         STATUS  REASON            MESSAGE
Ready             True    AllReady          All 2 instances are ready.
PrimaryAvailable  True    PrimaryAvailable  hippo-1 accepts writes.
`);
  });
  it('shows one that has no instances yet', async () => {
    const text = await formatCluster({ ...rhino, parameters: [], endpoints: {}, deletionProtection: false }, { wide: false, now: fixtureTime }, pipe);
    expect(text).not.toMatch(/INSTANCE|Primary:|Parameters|Protected|Labels/);
  });
});
