import type { OperationView } from './operation-view.js';

/** An operation in its second step, for tests of what is shown. */
export const creating: OperationView = {
  id: 'op_1', kind: 'CreateCluster', namespace: 'pgo', cluster: 'hippo', state: 'RUNNING', progress: 0.5, requestedBy: 'admin',
  createdAt: '2026-01-02T03:04:50Z', startedAt: '2026-01-02T03:04:51Z', finishedAt: null, error: null,
  steps: [
    { name: 'Credentials', state: 'SUCCEEDED', message: 'Certificates and passwords are made.', startedAt: '2026-01-02T03:04:51Z', finishedAt: '2026-01-02T03:04:52.200Z' },
    { name: 'Primary', state: 'RUNNING', message: 'hippo-1 is being initialised.', startedAt: '2026-01-02T03:04:52Z', finishedAt: null },
    { name: 'Replicas', state: 'PENDING', message: 'Waits for the primary.', startedAt: null, finishedAt: null, current: 0, max: 1, unit: 'instances' },
  ],
};

/** The same once it has failed. */
export const failed: OperationView = {
  ...creating, state: 'FAILED', finishedAt: '2026-01-02T03:05:00Z',
  error: { code: 'VOLUME_FULL', message: 'The volume of hippo-1 is full.', suggestion: 'Make it larger with `pgo update cluster hippo --storage-size 2Gi`.' },
  steps: creating.steps.map((step) => (step.name === 'Primary' ? { ...step, state: 'FAILED', finishedAt: '2026-01-02T03:05:00Z' } : step)),
};
