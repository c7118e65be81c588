// Creates a cluster, follows the operation to its end, connects, and deletes the cluster again.
// Environment: PGO_URL, PGO_TOKEN (or PGO_TOKEN_FILE), PGO_NAMESPACE.
import { readFileSync } from 'node:fs';
import { createClient, PgoError } from 'pgo/sdk';

const { PGO_URL: url = 'http://127.0.0.1:4000', PGO_TOKEN, PGO_TOKEN_FILE, PGO_NAMESPACE: namespace = 'pgo' } = process.env;
const token = PGO_TOKEN ?? readFileSync(PGO_TOKEN_FILE, 'utf8').trim();
const client = createClient({ url, token });

const follow = async ({ id }) => {
  for await (const { operationChanged } of client.operationChanged({ id })) {
    const { kind, state, progress, error } = operationChanged;
    console.log(`${kind}: ${state} ${Math.round(progress * 100)} %`);
    if (error) throw new Error(`${error.message} ${error.suggestion}`);
  }
};

const name = process.argv[2] ?? 'example';
try {
  // The key makes a retry of this program find its first request instead of failing with ALREADY_EXISTS.
  const { createCluster } = await client.createCluster({ input: { namespace, name, idempotencyKey: `example-${name}` } });
  await follow(createCluster.operation);

  const { cluster } = await client.clusterConnection({ namespace, name });
  console.log(`${cluster.name} is ${cluster.state} at ${cluster.connection.host}:${cluster.connection.port}`);

  const { deleteCluster } = await client.deleteCluster({ input: { cluster: { namespace, name }, confirm: name } });
  await follow(deleteCluster.operation);
} catch (error) {
  if (!(error instanceof PgoError)) throw error;
  console.error(`${error.code}: ${error.message} ${error.suggestion}`);
  process.exitCode = 1;
} finally {
  await client.close();
}
