import type { PodAccess } from '../../kube/client/kube-connection.js';
import type { RestorePointStatus } from '../../schema/resource/cluster-backups.js';
import { repositoriesOf } from '../../schema/resource/cluster-defaults.js';
import { checkRestorePointName } from '../../schema/restore/restore-point-name.js';
import { addressOf } from '../cluster/database-work.js';
import { primaryOf } from '../cluster/instance-health.js';
import { NO_KNOWLEDGE, observeCluster } from '../cluster/observe.js';
import { runInRepository } from '../cluster/run-in-repository.js';
import type { ClusterWorld } from '../cluster/world.js';
import type { ImageCatalogue } from '../image-catalogue.js';
import { withInstance, type InstanceAddress } from '../instance/instance-session.js';
import type { OperationHandler, OperationOutcome, OperationVisit } from '../operation/operation-handler.js';
import { SUPERUSER } from '../postgres/instance-layout.js';
import { repositoryKey } from '../postgres/pgbackrest-layout.js';
import { LIST_DUMPS_SCRIPT } from '../postgres/stored-dump.js';
import { PUT_POINT_SCRIPT, restorePointFile, restorePointMaker, restorePointsIn, type StoredRestorePoint } from '../postgres/stored-restore-point.js';

/** What restore points are made with. */
export interface RestorePointTools {
  readonly catalogue: ImageCatalogue;
  readonly pods: Pick<PodAccess, 'exec'>;
  /** Has the repositories of a cluster looked at again. */
  readonly lookAgain: (namespace: string, name: string) => void;
}

/** How often it is looked whether the cluster lists a restore point that is made, in milliseconds. */
const LIST_AGAIN_MS = 2_000;

const outcome = (done: number, message: string): OperationOutcome => ({
  steps: ['Make the restore point', 'List it'].map((name, index) => ({ name, done: index < done, message: index === Math.min(done, 1) ? message : '', ...(index > done ? { waiting: true } : {}) })),
  ...(done === 1 ? { againMs: LIST_AGAIN_MS } : {}),
});

const failed = (code: string, message: string, suggestion: string): OperationOutcome => ({ ...outcome(0, message), error: { code, message, suggestion } });

/** Gives a moment of a cluster a name: in its WAL, and in its repositories, which is what restores read. */
export const restorePointHandler = (tools: RestorePointTools): OperationHandler => ({
  exclusive: true,
  visit: async (visit) => visitRestorePoint(tools, visit),
});

const visitRestorePoint = (tools: RestorePointTools, { operation, cache }: OperationVisit): Promise<OperationOutcome> | OperationOutcome => {
  const key = { namespace: operation.metadata.namespace ?? '', name: operation.spec.cluster ?? '' };
  const world = observeCluster(cache, key, tools.catalogue.map(({ version }) => version), NO_KNOWLEDGE);
  if (world === undefined) return failed('CLUSTER_DELETED', 'The cluster is gone.', 'Name a cluster that exists.');
  const name = String(operation.spec.input?.['name'] ?? '');
  const [issue] = checkRestorePointName('input.name', name);
  if (issue !== undefined) return failed('INVALID_INPUT', `${issue.field}: ${issue.message}.`, issue.suggestion);
  if (world.cluster.status?.backups?.recoveryWindow?.earliest === undefined) return failed('NO_BACKUP', 'There is no backup that could lead to a restore point.', 'Make a backup first.');
  const primary = primaryOf(world);
  const address = primary === undefined ? undefined : addressOf(world, primary);
  if (address === undefined) return outcome(0, 'Waits for the cluster to have a primary.');
  return ensurePoint(tools, world, { address, name, maker: restorePointMaker(operation.metadata.uid ?? '') });
};

/** A restore point to be made. */
interface WantedPoint {
  readonly address: InstanceAddress;
  readonly name: string;
  readonly maker: string;
}

const ensurePoint = async (tools: RestorePointTools, world: ClusterWorld, wanted: WantedPoint): Promise<OperationOutcome> => {
  const { name, maker } = wanted;
  const known = (await storedPoints(tools, world)).filter((point) => point.name === name);
  if (known.length === 0) await makePoint(tools, world, wanted);
  else if (known.every((point) => point.maker !== maker)) return failed('ALREADY_EXISTS', `There is a restore point "${name}" already, of ${known[0]?.at ?? ''}.`, 'Choose another name.');
  if (listed(world, name) !== undefined) return outcome(2, `The cluster can be restored to "${name}".`);
  tools.lookAgain(world.cluster.metadata.namespace ?? '', world.cluster.metadata.name);
  return outcome(1, 'The repositories are being looked at.');
};

const listed = ({ cluster }: ClusterWorld, name: string): RestorePointStatus | undefined => cluster.status?.backups?.restorePoints?.find((point) => point.name === name);

const keysOf = ({ spec }: ClusterWorld): string[] => repositoriesOf(spec).map(({ name }) => String(repositoryKey(name)));

/** What the repositories know now: whatever an earlier visit has come to is there, or is not. */
const storedPoints = async ({ pods }: RestorePointTools, world: ClusterWorld): Promise<readonly StoredRestorePoint[]> => {
  const { name, namespace = '' } = world.cluster.metadata;
  const { stdout } = await runInRepository(pods, { namespace, name }, ['sh', '-c', LIST_DUMPS_SCRIPT, 'look', ...keysOf(world)]);
  return restorePointsIn(stdout, []);
};

/** What stands behind the point is the end of the WAL file, so that recovery always finds where to stop. */
const SQL = `SELECT pg_catalog.pg_create_restore_point($1) AS lsn,
  pg_catalog.to_char(pg_catalog.clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at`;

const makePoint = async ({ pods }: RestorePointTools, world: ClusterWorld, { address, name, maker }: WantedPoint): Promise<void> => {
  const made = await withInstance(address, SUPERUSER, async (session) => {
    const [row] = await session.query<{ lsn: string; at: string }>(SQL, [name]);
    await session.query('SELECT pg_catalog.pg_switch_wal()');
    return row;
  });
  if (made === undefined) throw new Error('PostgreSQL said nothing of the restore point');
  const cluster = { namespace: world.cluster.metadata.namespace ?? '', name: world.cluster.metadata.name };
  await runInRepository(pods, cluster, ['sh', '-c', PUT_POINT_SCRIPT, 'point', restorePointFile({ name, maker, ...made }), ...keysOf(world)]);
};
