import { startOwnService } from '../chaos/own-service.js';
import { objectsOf } from '../support/kubernetes.js';
import { psql, psqlEnvironment } from '../support/psql.js';
import { createReadyCluster } from '../support/test-client.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { backUp, bucketRepository, deleteClusters, equal, holds, putBucketSecret, succeeds, type ClusterKey, type Proof, type ProofWorld } from './proof-world.js';

const ROWS = 'select count(*), sum(n), md5(string_agg(text, \',\' order by n)) from account';

async function fill(client: PgoClient, cluster: ClusterKey): Promise<string> {
  const environment = await psqlEnvironment(client, cluster);
  await psql(environment, 'create table account as select n, md5(n::text) as text from generate_series(1, 5000) n');
  await backUp(client, cluster);
  // Behind the backup: these come from the WAL alone.
  await psql(environment, "insert into account select n, 'behind the backup' from generate_series(5001, 6000) n");
  return psql(environment, ROWS);
}

async function deleteKeeping(client: PgoClient, cluster: ClusterKey): Promise<void> {
  const { deleteCluster } = await client.deleteCluster({ input: { cluster, confirm: cluster.name, keepBackups: true } });
  await succeeds(client, deleteCluster);
}

/** A cluster is deleted but for its repository, and comes back from there. */
export const keptRepository: Proof = {
  name: 'kept repository',
  async run(world) {
    const client = world.client();
    const [cluster, revived] = ['gone', 'revived'].map((name) => ({ namespace: world.namespace, name })) as [ClusterKey, ClusterKey];
    await createReadyCluster(client, cluster);
    try {
      const rows = await fill(client, cluster);
      await deleteKeeping(client, cluster);
      const left = await objectsOf(world.kubernetes(), cluster);
      holds(left.every((object) => /^(PersistentVolumeClaim|Secret|ConfigMap)\/.*(repo|backup|pgbackrest)/.test(object)), 'what is left is more than a repository', left);
      const { createCluster } = await client.createCluster({ input: { ...revived, database: cluster.name, user: cluster.name, source: { cluster } } });
      await succeeds(client, createCluster);
      equal(await psql(await psqlEnvironment(client, revived), ROWS), rows, 'the rows');
      world.found(`deleted with keepBackups, left: ${left.join(', ')}`, `came back under another name with all ${rows.split('|')[0]} rows, 1000 of them behind the last backup.`);
    } finally {
      await deleteClusters(client, [cluster, revived]);
    }
  },
};

/** Everything is lost, the control plane and its Kubernetes too; there are a bucket, its credentials and another machine. */
export const bareBucket: Proof = {
  name: 'bare bucket',
  async run(world: ProofWorld) {
    const cluster = { namespace: world.namespace, name: 'lost' };
    const client = world.client();
    await putBucketSecret(world, world.kubernetes(), cluster.namespace);
    await createReadyCluster(client, { ...cluster, repositories: [bucketRepository(world)] });
    const rows = await fill(client, cluster);
    await deleteKeeping(client, cluster);
    const elsewhere = await startOwnService('elsewhere');
    try {
      const copy = { namespace: 'elsewhere', name: 'found-again' };
      const other = elsewhere.world(copy, world.random);
      await putBucketSecret(world, other.kubernetes(), copy.namespace);
      const repository = bucketRepository(world, `/${cluster.namespace}/${cluster.name}`);
      const { createCluster } = await other.client().createCluster({ input: { ...copy, database: cluster.name, user: cluster.name, source: { repository } } });
      await succeeds(other.client(), createCluster);
      equal(await psql(await psqlEnvironment(other.client(), copy), ROWS), rows, 'the rows');
      world.found('only the bucket and its credentials are left, on a Kubernetes that never knew the cluster', `came back with all ${rows.split('|')[0]} rows, 1000 of them behind the last backup.`);
      await deleteClusters(other.client(), [copy]);
    } finally {
      await elsewhere.stop();
    }
  },
};
