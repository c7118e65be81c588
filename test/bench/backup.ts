/**
 * How long backups and restores take of a database of a gibibyte, and beside them pgBackRest alone: the same program with
 * the same configuration on the same data in the same containers, called by hand.
 */
import { POD } from '../../kube/core-kinds.js';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { VOLUME_PATH } from '../../operator/postgres/instance-layout.js';
import { BACKREST_CONTAINER, STANZA } from '../../operator/postgres/pgbackrest-layout.js';
import { LABEL_CLUSTER, LABEL_INSTANCE } from '../../schema/naming/labels.js';
import { instanceHost, podName, repositoryName } from '../../schema/naming/names.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { findInstalledPostgres } from '../../start/preflight/postgres-catalogue.js';
import { dataDirectory } from '../../operator/postgres/instance-layout.js';
import { instanceArguments } from '../../operator/postgres/pgbackrest-config.js';
import { ensureNamespace, kubernetesOf } from '../support/kubernetes.js';
import { psql, psqlEnvironment, type PsqlEnvironment } from '../support/psql.js';
import { clientOf, createReadyCluster, operationEnd, type OperationState } from '../support/test-client.js';
import { startTestService } from '../support/test-service.js';
import { median, timed, type Benchmark, type BenchTable } from './benchmark.js';

const ROUNDS = Number(process.env['PGO_BENCH_ROUNDS'] ?? 3);
const MEBIBYTES = Number(process.env['PGO_BENCH_MEBIBYTES'] ?? 1024);
const MEBIBYTE = 1024 ** 2;
/** About a kibibyte of table a row, which compresses to a third as tables do. */
const ROWS_PER_CHUNK = 65_536;
const TIMEOUT_MS = 900_000;
const cluster = { namespace: 'backup-bench', name: 'weighty' };

interface Bench {
  readonly client: PgoClient;
  readonly kubernetes: KubeConnection;
  readonly environment: PsqlEnvironment;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const row = (what: string, who: string, samples: readonly number[], mebibytes: number): (string | number)[] =>
  [what, who, seconds(median(samples)), seconds(Math.max(...samples)), `${Math.round((mebibytes * 1000) / median(samples))} MiB/s`, samples.length];

async function finished(client: PgoClient, operation: { readonly id: string } | null | undefined): Promise<OperationState> {
  const end = await operationEnd(client, operation?.id ?? '', TIMEOUT_MS);
  if (end.state !== 'SUCCEEDED') throw new Error(`${end.kind} ended as ${end.state}: ${end.error?.message}`);
  return end;
}

/** Fills the database in pieces, until it is as large as wanted. Answers with its mebibytes. */
async function fill({ environment }: Bench): Promise<number> {
  const bytes = async (): Promise<number> => Number(await psql(environment, 'select pg_database_size(current_database())'));
  await psql(environment, 'create table weight (n bigint generated always as identity, body text)');
  while (await bytes() < MEBIBYTES * MEBIBYTE) {
    await psql(environment, `insert into weight (body) select encode(sha512(n::text::bytea), 'hex') || repeat(md5(random()::text), 24) from generate_series(1, ${ROWS_PER_CHUNK}) n`);
  }
  await psql(environment, 'create index on weight (n)');
  return (await bytes()) / MEBIBYTE;
}

async function exec({ kubernetes }: Bench, pod: string, command: readonly string[]): Promise<void> {
  const { exitCode, stdout, stderr } = await kubernetes.exec({ namespace: cluster.namespace, name: pod }, { container: BACKREST_CONTAINER, command, timeoutMs: TIMEOUT_MS });
  if (exitCode !== 0) throw new Error(`${command.slice(0, 2).join(' ')} ended with ${exitCode}: ${stdout.slice(-1000)} ${stderr.slice(-1000)}`);
}

/** The pod of the only instance. */
async function instancePod({ kubernetes }: Bench): Promise<string> {
  const [pod] = await kubernetes.list(POD, { namespace: cluster.namespace, labelSelector: `${LABEL_CLUSTER}=${cluster.name},${LABEL_INSTANCE}` });
  return pod?.metadata.name ?? '';
}

/** A full backup by pgBackRest alone, in the host of the repository. */
async function bareBackup(bench: Bench): Promise<number> {
  const [postgres] = findInstalledPostgres();
  const instance = await instancePod(bench);
  const target = instanceArguments(1, instanceHost(cluster.name, instance, cluster.namespace), dataDirectory(postgres?.version ?? 0));
  return timed(() => exec(bench, podName(repositoryName(cluster.name)), ['pgbackrest', '--type=full', '--repo=1', ...target, 'backup']));
}

/** A backup restored beside the running database by pgBackRest alone, and recovered by PostgreSQL until it is consistent. */
async function bareRestore(bench: Bench, label: string): Promise<{ readonly copyMs: number; readonly allMs: number }> {
  const pod = await instancePod(bench);
  const bin = findInstalledPostgres()[0]?.binDir ?? '';
  const data = `${VOLUME_PATH}/floor`;
  const settings = '-c config_file=/tmp/floor.conf -c hba_file=/tmp/floor.hba -c ident_file=/tmp/floor.conf -c unix_socket_directories=/tmp -c listen_addresses= -c ssl=off -c hot_standby=off -c archive_mode=off';
  const copy = ['pgbackrest', `--stanza=${STANZA}`, '--repo=1', `--pg1-path=${data}`, `--set=${label}`, '--type=immediate', '--target-action=promote', 'restore'];
  const recover = `echo 'local all all trust' > /tmp/floor.hba; : > /tmp/floor.conf; ${bin}/pg_ctl -D ${data} -s -w -t 600 -l /tmp/floor.log -o "${settings}" start || { cat /tmp/floor.log; exit 1; }`;
  await exec(bench, pod, ['sh', '-c', `rm -rf ${data} && mkdir -m 0700 ${data}`]);
  const copyMs = await timed(() => exec(bench, pod, copy));
  const recoverMs = await timed(() => exec(bench, pod, ['sh', '-c', recover]));
  await exec(bench, pod, ['sh', '-c', `${bin}/pg_ctl -D ${data} -s -m immediate stop; rm -rf ${data}`]);
  return { copyMs, allMs: copyMs + recoverMs };
}

const stepMs = ({ steps }: OperationState, wanted: string): number => {
  const step = steps.find(({ name }) => name === wanted);
  return Date.parse(step?.finishedAt ?? '') - Date.parse(step?.startedAt ?? '');
};

async function backups(bench: Bench, mebibytes: number): Promise<{ readonly rows: (string | number)[][]; readonly label: string }> {
  const { client } = bench;
  const [ours, bare]: [number[], number[]] = [[], []];
  let label = '';
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await bareBackup(bench));
    ours.push(await timed(async () => {
      const { createBackup } = await client.createBackup({ input: { cluster, type: 'FULL' } });
      await finished(client, createBackup.operation);
      const { cluster: view } = await client.clusterBackups({ ...cluster, first: 100 });
      label = view?.backups.nodes.find(({ name }) => name === createBackup.backup?.name)?.label ?? '';
    }));
  }
  return { label, rows: [row('full backup', 'pgo, from the request to its end', ours, mebibytes), row('full backup', 'pgBackRest alone', bare, mebibytes)] };
}

async function restores(bench: Bench, label: string, mebibytes: number): Promise<(string | number)[][]> {
  const { client } = bench;
  const [whole, step, bareCopy, bareAll]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { copyMs, allMs } = await bareRestore(bench, label);
    bareCopy.push(copyMs);
    bareAll.push(allMs);
    whole.push(await timed(async () => {
      const { restoreCluster } = await client.restoreCluster({ input: { cluster, confirm: cluster.name, backup: label } });
      step.push(stepMs(await finished(client, restoreCluster.operation), 'Restore the data'));
    }));
  }
  return [
    row('restore in place', 'pgo, from the request until the cluster serves', whole, mebibytes),
    row('restore and recovery', 'pgo, the step "Restore the data"', step, mebibytes), row('restore and recovery', 'pgBackRest and PostgreSQL alone', bareAll, mebibytes),
    row('restore', 'pgBackRest alone', bareCopy, mebibytes),
  ];
}

async function measure(): Promise<BenchTable[]> {
  const service = await startTestService();
  const client = clientOf(service);
  const kubernetes = await kubernetesOf(service);
  try {
    await ensureNamespace(kubernetes, cluster.namespace);
    await createReadyCluster(client, {
      ...cluster, storageSize: `${Math.ceil(MEBIBYTES / 1024) * 6}Gi`, retention: { replacedDataHours: 0 }, repositories: [{ type: 'volume', size: `${Math.ceil(MEBIBYTES / 1024) * 12}Gi` }],
    });
    const bench: Bench = { client, kubernetes, environment: await psqlEnvironment(client, cluster) };
    const mebibytes = await fill(bench);
    // WAL of the filling that still waits would be waited for by whoever backs up first.
    await finished(client, (await client.createBackup({ input: { cluster, type: 'FULL' } })).createBackup.operation);
    const { rows, label } = await backups(bench, mebibytes);
    return [{
      title: `A database of ${Math.round(mebibytes)} MiB, backed up to a volume and restored, zstd level 3`,
      columns: ['what', 'who', 'p50', 'max', 'throughput', 'rounds'], rows: [...rows, ...await restores(bench, label, mebibytes)],
      aim: 'a few constant seconds above pgBackRest alone',
    }];
  } finally {
    await client.close();
    await kubernetes.close();
    await service.stop();
  }
}

/** Backups and restores. */
export const backup: Benchmark = { name: 'backup', run: measure };
