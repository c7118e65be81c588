import { repositoryClaimName } from '../../schema/naming/names.js';
import { canLimitVolumes, limitedVolume } from '../support/limited-volume.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { clusterBecomes, createReadyCluster, type ClusterState } from '../support/test-client.js';
import { backUp, backupsBecome, bucketRepository, deleteClusters, END_TIMEOUT_MS, equal, failsWith, putBucketSecret, succeeds, type ClusterKey, type Proof, type ProofWorld } from './proof-world.js';
import { MOMENTS_KEPT, rowNumbers, Tardis } from './random-moments.js';

/** A way in which a repository fails, and how it is mended. */
interface Fault {
  readonly name: string;
  inflict(): Promise<void>;
  mend(): Promise<void>;
}

/** What the condition says, as soon as archiving fails. */
async function archivingFails(client: PgoClient, cluster: ClusterKey): Promise<string> {
  const failing = ({ conditions }: ClusterState): string | undefined => conditions.find(({ type, status }) => type === 'Archiving' && status === 'False')?.message ?? undefined;
  const { cluster: state } = await clusterBecomes(client, cluster, (one) => failing(one) !== undefined, END_TIMEOUT_MS);
  return failing(state) ?? '';
}

/** What is told when a repository fails, and that it is taken up again. */
async function whileBroken(world: ProofWorld, tardis: Tardis, fault: Fault): Promise<void> {
  const { cluster, history } = tardis;
  const client = world.client();
  await fault.inflict();
  await tardis.writeRows(200);
  const told = await backupsBecome(client, cluster, ({ repositories }) => repositories.find(({ healthy, message }) => !healthy && message !== '')?.message);
  const failing = await archivingFails(client, cluster);
  // It waits: what it needs may come back.
  const { createBackup } = await client.createBackup({ input: { cluster, type: 'FULL' } });
  const waiting = await backupsBecome(client, cluster, ({ backups }) => backups.nodes.find(({ name, message }) => name === createBackup.backup?.name && message !== ''));
  const before = history.rows;
  const { restoreCluster } = await client.restoreCluster({ input: { cluster, confirm: cluster.name } });
  const refused = await failsWith(client, restoreCluster, 'REPOSITORY_UNREACHABLE');
  equal(await rowNumbers(client, cluster), before, 'the rows after a restore that could not begin');
  world.found(`${fault.name}: what is told`, `repository: ${told} Archiving: ${failing} Backup ${waiting.state}: ${waiting.message} Restore FAILED, nothing touched: ${refused}`);

  await fault.mend();
  await succeeds(client, createBackup);
  await backupsBecome(client, cluster, ({ archiving, repositories }) => (archiving.failingSince == null && repositories.every(({ healthy }) => healthy) ? true : undefined));
  world.found(`${fault.name}: mended`, 'the backup that waited SUCCEEDED by itself, archiving goes on.');
}

/** Afterwards nothing that was committed meanwhile is missing: a moment in that time is restored from the backup of before. */
async function nothingIsLost(world: ProofWorld, tardis: Tardis, { earliest, fault }: { readonly earliest: string; readonly fault: string }): Promise<void> {
  const { cluster, history } = tardis;
  const { at, rows } = history.target(world.random, earliest, 'newest');
  await tardis.restore({ at });
  equal(await rowNumbers(world.client(), cluster), rows, `the rows of ${at}`);
  history.restored(rows);
  world.found(`${fault}: restored to ${at}, in the time of the fault`, `exactly the ${rows.length} rows committed by then.`);
}

/** Credentials that are wrong, and a storage service that is gone. */
export const bucketFaults: Proof = {
  name: 'bucket that fails',
  async run(world) {
    const cluster: ClusterKey = { namespace: world.namespace, name: 'far-away' };
    const [client, kubernetes] = [world.client(), world.kubernetes()];
    await putBucketSecret(world, kubernetes, cluster.namespace);
    await createReadyCluster(client, { ...cluster, ...MOMENTS_KEPT, repositories: [bucketRepository(world)] });
    const tardis = new Tardis(world, cluster);
    // The same Secret with other values: what follows it needs no word from anybody.
    const keys = (other?: Record<string, string>): Promise<void> => putBucketSecret(world, kubernetes, cluster.namespace, other);
    const faults: readonly Fault[] = [
      { name: 'wrong credentials', inflict: () => keys({ key: 'WRONG' }), mend: () => keys() },
      { name: 'storage service stopped', inflict: world.storage.stop, mend: world.storage.start },
    ];
    try {
      await tardis.writeRows(1);
      await backUp(client, cluster);
      for (const fault of faults) {
        await tardis.writeRows(1);
        const earliest = new Date().toISOString();
        await whileBroken(world, tardis, fault);
        await nothingIsLost(world, tardis, { earliest, fault: fault.name });
      }
    } finally {
      await world.storage.start();
      await deleteClusters(client, [cluster]);
    }
  },
};

/** Mebibytes of the file system of a repository that gets full, and of what its volume has asked for. */
const [TIGHT_MIB, WIDE_MIB] = [48, 1024];

/** A volume of the repository that is really full. */
export const fullRepository: Proof = {
  name: 'full repository',
  async run(world) {
    if (!canLimitVolumes) return world.found('a volume that is really full', 'not tried: nothing can be mounted on this machine.');
    const cluster: ClusterKey = { namespace: world.namespace, name: 'crowded' };
    const client = world.client();
    const volume = await limitedVolume(world.kubernetes(), world.dataDir(), { namespace: cluster.namespace, name: repositoryClaimName(cluster.name, 'repo1'), sizeMib: WIDE_MIB });
    await volume.grow(TIGHT_MIB);
    const tardis = new Tardis(world, cluster);
    try {
      await createReadyCluster(client, { ...cluster, ...MOMENTS_KEPT, repositories: [{ name: 'repo1', type: 'volume', size: `${WIDE_MIB}Mi` }] });
      await tardis.writeRows(1);
      await backUp(client, cluster);
      await tardis.writeRows(1);
      const earliest = new Date().toISOString();
      await tardis.fill(3 * TIGHT_MIB);
      const failing = await archivingFails(client, cluster);
      await tardis.writeRows(200);
      const full = await backupsBecome(client, cluster, ({ repositories }) => repositories.find(({ healthy, message }) => !healthy && /volume is full/.test(message))?.message);
      const { createBackup } = await client.createBackup({ input: { cluster, type: 'FULL' } });
      const waiting = await backupsBecome(client, cluster, ({ backups }) => backups.nodes.find(({ name, state, message }) => name === createBackup.backup?.name && (state === 'FAILED' || message !== '')));
      world.found('full: what is told', `repository: ${full} Archiving: ${failing} Backup ${waiting.state}: ${waiting.message}`);
      await volume.grow(WIDE_MIB);
      await backupsBecome(client, cluster, ({ archiving, repositories }) => (archiving.failingSince == null && repositories.every(({ healthy }) => healthy) ? true : undefined));
      await backUp(client, cluster);
      world.found('full: mended by a larger volume', 'archiving goes on by itself, the next backup SUCCEEDED.');
      await nothingIsLost(world, tardis, { earliest, fault: 'full' });
    } finally {
      await deleteClusters(client, [cluster]);
      await volume.end();
    }
  },
};
