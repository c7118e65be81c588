import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { type PgoClient, createClient } from '../../schema/sdk/client.js';
import { type TestServer, startTestServer } from '../../test/fake/test-server.js';

let it: TestServer;
let client: PgoClient;
const cluster = { namespace: 'team', name: 'hippo' };
beforeEach(async () => {
  it = await startTestServer();
  client = createClient({ url: it.server.url, token: it.token });
  it.kube.put(POSTGRES_CLUSTER, {
    metadata: { ...cluster }, spec: {}, status: { primary: 'hippo-1', instances: [{ name: 'hippo-1', role: 'PRIMARY', ready: true, state: 'running' }] },
  });
});
afterEach(async () => {
  await client.close();
  await it.server.close();
});

test('an instance that cannot be reached has a sentence in place of figures', async () => {
  const { cluster: found } = await client.clusterUsage(cluster);
  expect(found?.usage).toMatchObject([{ instance: 'hippo-1', usedBytes: null, message: 'The container of hippo-1 cannot be reached.' }]);
});

test.each(['../../etc/passwd', '/etc/passwd', 'postgresql.conf/../PG_VERSION', 'postgresql.auto.conf', ''])('the file "%s" is refused', async (file) => {
  await expect(client.clusterFile({ ...cluster, file })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'name' });
});

test('a file of an instance of another cluster is refused', async () => {
  await expect(client.clusterFile({ ...cluster, file: 'PG_VERSION', instance: 'other-1' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'instance' });
});
