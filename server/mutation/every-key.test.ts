import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { POSTGRES_OPERATION } from '../../kube/kinds.js';
import { permissionMatrixOf } from '../../test/fake/permission-matrix.js';
import { synthesizeArguments } from '../../test/fake/synthesize-call.js';
import { type TestServer, startTestServer } from '../../test/fake/test-server.js';
import { tokenId } from '../access/to-account.js';
import { buildApiSchema } from '../build-schema.js';
import { operationName } from './idempotency-key.js';

const mutations = permissionMatrixOf(await buildApiSchema()).fields.filter(({ kind }) => kind === 'mutation').map(({ field }) => field);

let it: TestServer;
beforeAll(async () => {
  it = await startTestServer();
  it.kube.put(POSTGRES_OPERATION, { metadata: { namespace: 'team', name: operationName('used', 'admin') }, spec: { kind: 'UpdateCluster', requestedBy: 'admin', inputHash: 'another', idempotencyKey: 'used' }, status: { state: 'SUCCEEDED' } });
});
afterAll(async () => it.server.close());

// Nothing that the call is about is there: whoever looks at the world before the key answers NOT_FOUND to a retry of what was deleted.
test.each(mutations.map((field) => [field.name, field] as const))('%s looks for its key before anything else', async (name, field) => {
  const { dryRun: _dryRun, ...synthetic } = synthesizeArguments(field, { namespace: 'team', name: 'hippo' }).input as Record<string, unknown>;
  const input = name === 'revokeToken' ? { id: tokenId('ann', 'a') } : synthetic;
  const type = String(field.args[0]?.type);
  const { body } = await it.ask(`mutation ($input: ${type}) { ${name}(input: $input) { plan { summary } } }`, { input: { ...input, idempotencyKey: 'used' } });
  expect(body.errors?.[0]).toMatchObject({ extensions: { code: 'CONFLICT', field: 'idempotencyKey' } });
});
