import { describe, expect, test } from '@jest/globals';
import { parsePath } from './request-path.js';

describe('parsePath', () => {
  test.each([
    ['/api/v1/pods', { group: '', version: 'v1', plural: 'pods', namespace: undefined, name: undefined, watch: false }],
    ['/api/v1/namespaces/n/pods/p/log', { plural: 'pods', namespace: 'n', name: 'p', subresource: 'log' }],
    ['/api/v1/namespaces', { plural: 'namespaces', name: undefined, namespace: undefined }],
    ['/api/v1/namespaces/n', { plural: 'namespaces', name: 'n', namespace: undefined }],
    ['/api/v1/namespaces/n/status', { plural: 'namespaces', name: 'n', subresource: 'status' }],
    ['/api/v1/namespaces/n/finalize', { plural: 'namespaces', name: 'n', subresource: 'finalize' }],
    ['/api/v1/namespaces/n/status/s', { plural: 'status', namespace: 'n', name: 's' }],
    ['/apis/apps/v1/namespaces/n/deployments/d/scale', { group: 'apps', version: 'v1', plural: 'deployments', namespace: 'n', name: 'd', subresource: 'scale' }],
    ['/api/v1/watch/namespaces/n/secrets/a', { plural: 'secrets', namespace: 'n', name: 'a', watch: true }],
    ['/apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Anode', { plural: 'clusterroles', name: 'system:node' }],
  ])('%s is about a resource', (path, expected) => {
    expect(parsePath(path)).toMatchObject({ type: 'resource', ...expected });
  });

  test.each(['/', '/api', '/api/v1', '/apis', '/apis/apps', '/apis/apps/v1', '/version', '/openapi/v3/api/v1'])('%s is another path', (path) => {
    expect(parsePath(path).type).toBe('other');
  });
});
