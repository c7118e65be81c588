import { JOB, PERSISTENT_VOLUME_CLAIM, POD } from '../../kube/core-kinds.js';
import { dataClaimName, instanceName, podName } from '../../schema/naming/names.js';
import { psql, psqlEnvironment } from '../support/psql.js';
import { clusterBecomes, createReadyCluster, isReadyWith } from '../support/test-client.js';
import { deleteClusters, END_TIMEOUT_MS, equal, holds, succeeds, type ClusterKey, type Proof, type ProofWorld } from './proof-world.js';

const ROWS = 400_000;
const COUNT = 'select count(*), sum(n) from ballast';

/** A backup is made from a replica and tells how far it is; then all instances are lost, and the cluster comes back from it. */
export const liveBackup: Proof = {
  name: 'live backup, all instances lost',
  async run(world) {
    const cluster = { namespace: world.namespace, name: 'observed' };
    const client = world.client();
    await createReadyCluster(client, { ...cluster, replicas: 1 });
    try {
      const environment = await psqlEnvironment(client, cluster);
      await psql(environment, `create table ballast as select n, md5(n::text) || md5((n + 1)::text) || md5((n + 2)::text) as text from generate_series(1, ${ROWS}) n`);
      const { createBackup } = await client.createBackup({ input: { cluster, type: 'FULL' } });
      const seen: string[] = [];
      for await (const { operationChanged: { steps, finishedAt } } of client.operationChanged({ id: createBackup.operation?.id ?? '' }, { signal: AbortSignal.timeout(END_TIMEOUT_MS) })) {
        const step = steps.find(({ unit, current, max }) => unit === 'bytes' && (current ?? 0) > 0 && (max ?? 0) > 0);
        const text = step === undefined ? undefined : `${mebibytes(step.current)} of ${mebibytes(step.max)}`;
        if (text !== undefined && seen.at(-1) !== text) seen.push(text);
        if (finishedAt != null) break;
      }
      await succeeds(client, createBackup);
      holds(seen.length > 1, 'no progress was told between begin and end', seen);
      world.found('operationChanged during createBackup', `${seen.join(', ')} MiB.`);
      world.found('where it copied from', await sourceOf(world, cluster));
      await loseAll(world, cluster);
      const { restoreCluster } = await client.restoreCluster({ input: { cluster, confirm: cluster.name } });
      await succeeds(client, restoreCluster);
      await clusterBecomes(client, cluster, isReadyWith(2), END_TIMEOUT_MS);
      equal(await psql(await psqlEnvironment(client, cluster), COUNT), `${ROWS}|${(ROWS * (ROWS + 1)) / 2}`, 'the rows');
      world.found('the pods and volumes of both instances deleted, then restoreCluster without a target', `SUCCEEDED, all ${ROWS} rows, primary and replica READY.`);
    } finally {
      await deleteClusters(client, [cluster]);
    }
  },
};

const mebibytes = (bytes: number | null | undefined): string => ((bytes ?? 0) / 1024 / 1024).toFixed(1);

/** What pgBackRest's log says, and the role of that instance. */
async function sourceOf({ kubernetes, client, namespace }: ProofWorld, cluster: ClusterKey): Promise<string> {
  const pods = await kubernetes().list(POD, { namespace });
  const host = pods.find(({ metadata }) => metadata.labels?.['pgo.dev/cluster'] === cluster.name && metadata.labels['pgo.dev/component'] === 'repository');
  holds(host !== undefined, 'no repository host', pods.map(({ metadata }) => [metadata.name, metadata.labels]));
  const command = ['sh', '-c', "grep -rhs 'backup-standby' /repository --include=backup.info | grep -o '\"option-backup-standby\":[a-z]*' | tail -n 1"];
  const { stdout, stderr } = await kubernetes().exec({ namespace, name: host.metadata.name }, { container: 'pgbackrest', command, timeoutMs: 30_000 });
  equal(stdout.trim(), '"option-backup-standby":true', `what pgBackRest wrote down (${stderr})`);
  const { cluster: state } = await client().cluster(cluster);
  return `pgBackRest wrote ${stdout.trim()} into backup.info; primary is ${state?.primary?.name}, replica ${state?.instances.find(({ name }) => name !== state.primary?.name)?.name}.`;
}

/** Deletes the volumes of all instances, then their pods. */
async function loseAll({ kubernetes }: ProofWorld, { namespace, name }: ClusterKey): Promise<void> {
  const jobs = await kubernetes().list(JOB, { namespace });
  holds(jobs.every(({ status }) => (status?.active ?? 0) === 0), 'a Job runs', jobs.map(({ metadata }) => metadata.name));
  for (const instance of [1, 2].map((ordinal) => instanceName(name, ordinal))) {
    await kubernetes().delete(PERSISTENT_VOLUME_CLAIM, { namespace, name: dataClaimName(instance) });
    await kubernetes().delete(POD, { namespace, name: podName(instance) }, { gracePeriodSeconds: 0 });
  }
}
