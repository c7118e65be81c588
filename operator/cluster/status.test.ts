import { describe, expect, it } from '@jest/globals';
import { aWorld, type WorldSetup } from '../testing/cluster-fixture.js';
import { planCluster } from './plan.js';
import { clusterStatus, type StatusInput } from './status.js';

const now = '2026-06-01T00:00:00Z';
const expires = '2027-06-01T00:00:00.000Z';
const input = (setup: WorldSetup, more: Partial<StatusInput> = {}): StatusInput =>
  ({ now, addressing: 'name', certificateExpiresAt: expires, plan: planCluster(aWorld(setup), { covers: true, renewAtMs: Infinity }, 0), ...more });

const up: WorldSetup = { spec: { replicas: 1 }, databaseReady: true, instances: [{ ordinal: 1, role: 'primary' }, { ordinal: 2 }] };
const wasReady: WorldSetup['status'] = { state: 'READY', observedGeneration: 3 };

describe('clusterStatus', () => {
  const cases: { name: string; setup: WorldSetup; more?: Partial<StatusInput>; state: string; reason: string; message: string }[] = [
    { name: 'is READY when everything is as asked for', setup: up, state: 'READY', reason: 'AsDesired', message: 'The primary takes writes and 1 replica streams.' },
    { name: 'is CREATING until the databases are there', setup: { ...up, databaseReady: undefined }, state: 'CREATING', reason: 'Creating', message: 'Users and databases are made once there is a primary.' },
    {
      name: 'is CREATING while the first primary is chosen', setup: { spec: {}, instances: [{ ordinal: 1, running: false, ready: false }] }, state: 'CREATING',
      reason: 'NoPrimary', message: 'No instance is the primary now; the instances choose one among themselves.',
    },
    {
      name: 'is DEGRADED when a replica is lost', setup: { ...up, status: wasReady, instances: [{ ordinal: 1, role: 'primary' }, { ordinal: 2, ready: false }] },
      state: 'DEGRADED', reason: 'InstanceNotReady', message: '0 of 1 replicas are ready. hippo-2: it is not ready yet.',
    },
    {
      name: 'is DEGRADED without a primary', setup: { ...up, status: wasReady, instances: [{ ordinal: 1 }, { ordinal: 2 }] },
      state: 'DEGRADED', reason: 'NoPrimary', message: 'No instance is the primary now; the instances choose one among themselves.',
    },
    {
      name: 'is not READY before the replica streams', setup: { ...up, instances: [{ ordinal: 1, role: 'primary' }, { ordinal: 2, streams: false }] },
      state: 'CREATING', reason: 'InstanceNotReady', message: '0 of 1 replicas are ready. hippo-2: it does not stream from the primary yet.',
    },
    {
      name: 'stays READY until someone has looked at the replica again', state: 'READY', reason: 'AsDesired', message: 'The primary takes writes and 1 replica streams.',
      setup: {
        ...up, instances: [{ ordinal: 1, role: 'primary' }, { ordinal: 2, streams: null }],
        status: { ...wasReady, instances: [{ name: 'hippo-2', role: 'REPLICA', ready: true, state: 'running' }] },
      },
    },
    { name: 'is UPDATING while it grows', setup: { ...up, spec: { replicas: 2 }, status: wasReady }, state: 'UPDATING', reason: 'Scaling', message: '1 of 2 replicas are ready.' },
    { name: 'is FAILED with a wrong specification', setup: { bare: true }, more: { specFault: 'spec.postgresVersion: 9 is not on offer.', plan: undefined }, state: 'FAILED', reason: 'InvalidSpec', message: 'spec.postgresVersion: 9 is not on offer.' },
    {
      name: 'is not READY before a replica is in step, when that is asked for', setup: { ...up, spec: { replicas: 1, durability: 'SYNC' } }, state: 'CREATING',
      reason: 'NoReplicaInStep', message: 'The replicas stream, but none is in step with the primary yet, which SYNC needs.',
    },
    { name: 'is READY with a replica in step', setup: { ...up, inStep: ['hippo-2-0'], spec: { replicas: 1, durability: 'SYNC' } }, state: 'READY', reason: 'AsDesired', message: 'The primary takes writes and 1 replica streams.' },
    { name: 'is DELETING', setup: up, more: { deletion: 'running', plan: undefined }, state: 'DELETING', reason: 'Deleting', message: 'The cluster is being deleted.' },
    { name: 'is UPDATING while it stops', setup: { ...up, spec: { replicas: 1, stopped: true } }, state: 'UPDATING', reason: 'Stopping', message: 'The cluster is being stopped; hippo-1, hippo-2 still run.' },
    { name: 'is STOPPED', setup: { ...up, instances: [{ ordinal: 1, parts: ['set', 'claim'] }], spec: { replicas: 1, stopped: true } }, state: 'STOPPED', reason: 'Stopped', message: 'The cluster is stopped; its data are kept.' },
    { name: 'tells what Kubernetes refused', setup: { ...up, status: wasReady }, more: { writeError: 'quota exceeded' }, state: 'DEGRADED', reason: 'KubernetesRefused', message: 'Kubernetes refused a change: quota exceeded' },
  ];
  it.each(cases)('$name', ({ setup, more, state, reason, message }) => {
    const status = clusterStatus(aWorld(setup), input(setup, more));
    expect({ state: status.state, ready: status.conditions?.[0] }).toMatchObject({ state, ready: { type: 'Ready', reason, message } });
  });

  it('shows roles, lag and the endpoints', () => {
    const setup: WorldSetup = { ...up, inStep: ['hippo-2-0'], instances: [{ ordinal: 1, role: 'primary' }, { ordinal: 2, walPosition: 400 }] };
    const status = clusterStatus(aWorld(setup), input(setup));
    expect(status.instances).toMatchObject([{ name: 'hippo-1', role: 'PRIMARY' }, { name: 'hippo-2', role: 'SYNC_REPLICA', lagBytes: 600 }]);
    expect(status.instances?.[0]).not.toHaveProperty('lagBytes');
    expect(status).toMatchObject({
      primary: 'hippo-1', readyInstances: 2, observedGeneration: 3, tls: { certificateExpiresAt: expires },
      endpoints: { primary: { host: 'hippo-primary.shop.svc', port: 5432 }, replicas: { host: 'hippo-replicas.shop.svc', port: 5432 } },
    });
    expect(clusterStatus(aWorld(setup), input(setup, { addressing: 'address' })).endpoints?.primary).toEqual({ host: '10.1.0.1', port: 5432 });
  });

  it('does not count a replica that is far behind as ready', () => {
    const setup: WorldSetup = { ...up, instances: [{ ordinal: 1, role: 'primary' }, { ordinal: 2, walPosition: 1000 - 65 * 1024 * 1024 }] };
    expect(clusterStatus(aWorld(setup), input(setup)).readyInstances).toBe(1);
  });

  it('keeps the time of a condition that did not change', () => {
    const first = clusterStatus(aWorld(up), input(up));
    const again = clusterStatus(aWorld({ ...up, status: first }), input(up, { now: '2026-06-02T00:00:00Z' }));
    expect(again).toEqual(first);
  });
});
