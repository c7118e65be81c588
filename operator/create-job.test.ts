import { expect, test } from '@jest/globals';
import type { Job } from '../kube/core-kinds.js';
import { KubeError } from '../kube/kube-error.js';
import { createJob } from './create-job.js';

const job: Job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'restore', namespace: 'shop' }, spec: { template: { metadata: { labels: { a: 'b' } } } } };

const created = async (origin: { correlationId?: string }): Promise<unknown[]> => {
  const objects: unknown[] = [];
  await createJob({ create: (_kind, object) => Promise.resolve((objects.push(object), object)) }, job, origin);
  return objects;
};

test('a job and its pods name the request that asked for them', async () => {
  const annotations = { 'pgo.dev/correlation-id': 'deploy-42' };
  expect(await created({ correlationId: 'deploy-42' })).toEqual([{
    ...job, metadata: { ...job.metadata, annotations }, spec: { template: { metadata: { labels: { a: 'b' }, annotations } } },
  }]);
});

test('a job that nobody asked for is made as it is', async () => {
  expect(await created({})).toEqual([job]);
});

test('a job that is there is left alone', async () => {
  await expect(createJob({ create: () => Promise.reject(new KubeError(409, 'AlreadyExists', 'it is there')) }, job, {})).resolves.toBeUndefined();
});
