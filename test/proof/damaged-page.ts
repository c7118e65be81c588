import { VOLUME_PATH } from '../../operator/postgres/instance-layout.js';
import { DATABASE_CONTAINER, instanceName, podName } from '../../schema/naming/names.js';
import { psql, psqlEnvironment } from '../support/psql.js';
import { createReadyCluster } from '../support/test-client.js';
import { backUp, backupsBecome, deleteClusters, endOf, equal, failsWith, holds, succeeds, type ClusterKey, type Proof, type ProofWorld } from './proof-world.js';

/** Writes over 8 bytes in the middle of the third page of a relation's file. */
export const DAMAGE = 'printf damaged! | dd of="$(ls -d "$0"/*/"$1" | tail -n 1)" bs=1 seek=20000 conv=notrunc';

/** Damages a page of a table on the disk of the primary, behind the back of PostgreSQL. */
export async function damagePage(world: Pick<ProofWorld, 'kubernetes'>, cluster: ClusterKey, file: string): Promise<void> {
  const pod = { namespace: cluster.namespace, name: podName(instanceName(cluster.name, 1)) };
  const { exitCode, stderr } = await world.kubernetes().exec(pod, { container: DATABASE_CONTAINER, command: ['sh', '-c', DAMAGE, VOLUME_PATH, file], timeoutMs: 60_000 });
  holds(exitCode === 0, 'the page cannot be damaged', stderr);
}

/** A page that is damaged on disk goes into a backup; the check of that backup finds it, and the one of before still passes. */
export const damagedPage: Proof = {
  name: 'damaged page',
  async run(world) {
    const cluster = { namespace: world.namespace, name: 'damaged' };
    const client = world.client();
    await createReadyCluster(client, cluster);
    try {
      const environment = await psqlEnvironment(client, cluster);
      await psql(environment, 'create table doomed as select n, md5(n::text) as text from generate_series(1, 1000) n');
      await psql(environment, 'vacuum (freeze, analyze) doomed');
      const whole = await backUp(client, cluster);
      const good = await client.verifyBackup({ input: { cluster, backup: whole.label } });
      const proven = await succeeds(client, good.verifyBackup);
      const before = await backupsBecome(client, cluster, ({ restoreProvenAt }) => restoreProvenAt ?? undefined);
      world.found('a backup without damage', proven.steps.at(-2)?.message ?? '');

      // The first backup has written every page out: PostgreSQL will not write this one again.
      await damagePage(world, cluster, await psql(environment, "select pg_relation_filepath('doomed')"));
      const damaged = await backUp(client, cluster);
      const { verifyBackup } = await client.verifyBackup({ input: { cluster } });
      const sentence = await failsWith(client, verifyBackup, 'VERIFICATION_FAILED');
      holds(/doomed|checksum|invalid page/.test(sentence), 'the sentence does not name the damage', sentence);
      const view = await backupsBecome(client, cluster, (one) => (one.backups.nodes.some(({ label, verification }) => label === damaged.label && verification != null) ? one : undefined));
      const checked = view.backups.nodes.find(({ label }) => label === damaged.label);
      equal([checked?.verification?.succeeded, checked?.verifiedAt], [false, null], 'what is kept of the check');
      equal(view.restoreProvenAt, before, 'when a restore was last proven');
      world.found('a backup with one damaged page: verifyBackup FAILED', sentence);
      const again = await client.verifyBackup({ input: { cluster, backup: whole.label } });
      equal((await endOf(client, again.verifyBackup)).state, 'SUCCEEDED', 'the check of the backup of before');
    } finally {
      await deleteClusters(client, [cluster]);
    }
  },
};
