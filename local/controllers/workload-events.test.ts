import { expect, test } from '@jest/globals';
import type { KubeObject } from '../object.js';
import { toldOf, type WrittenChild } from './workload-events.js';

const of = (kind: string, name: string, rest: object = {}): KubeObject => ({ apiVersion: 'v1', kind, metadata: { name }, ...rest });
const failed = { status: { conditions: [{ type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded', message: 'too often' }] } };

test.each<[string, WrittenChild, string | undefined]>([
  ['ReplicaSet', { verb: 'create', object: of('Pod', 'r-1') }, 'Normal SuccessfulCreate: Created pod: r-1'],
  ['ReplicaSet', { verb: 'delete', object: of('Pod', 'r-1') }, 'Normal SuccessfulDelete: Deleted pod: r-1'],
  ['ReplicaSet', { verb: 'update', object: of('ReplicaSet', 'o') }, undefined],
  ['StatefulSet', { verb: 'create', object: of('Pod', 's-0') }, 'Normal SuccessfulCreate: create Pod s-0 in StatefulSet o successful'],
  ['StatefulSet', { verb: 'create', object: of('PersistentVolumeClaim', 'd-s-0') }, 'Normal SuccessfulCreate: create Claim d-s-0 in StatefulSet o success'],
  ['StatefulSet', { verb: 'create', object: of('ControllerRevision', 's-1') }, undefined],
  ['Deployment', { verb: 'create', object: of('ReplicaSet', 'd-1', { spec: { replicas: 2 } }) }, 'Normal ScalingReplicaSet: Scaled up replica set d-1 from 0 to 2'],
  ['Deployment', { verb: 'update', object: of('ReplicaSet', 'd-1', { spec: { replicas: 1 } }), before: of('ReplicaSet', 'd-1', { spec: { replicas: 2 } }) }, 'Normal ScalingReplicaSet: Scaled down replica set d-1 from 2 to 1'],
  ['Deployment', { verb: 'update', object: of('Deployment', 'o') }, undefined],
  ['Job', { verb: 'create', object: of('Pod', 'j-1') }, 'Normal SuccessfulCreate: Created pod: j-1'],
  ['Job', { verb: 'update', object: of('Job', 'o', failed) }, 'Warning BackoffLimitExceeded: too often'],
  ['Job', { verb: 'update', object: of('Job', 'o', failed), before: of('Job', 'o', failed) }, undefined],
  ['CronJob', { verb: 'create', object: of('Job', 'c-1') }, 'Normal SuccessfulCreate: Created job c-1'],
  ['Service', { verb: 'create', object: of('Endpoints', 'e') }, undefined],
])('%s tells of its child', (kind, written, expected) => {
  const told = toldOf(kind, written, of(kind, 'o'));
  expect(told && `${told.type} ${told.reason}: ${told.message}`).toBe(expected);
});
