import { patroniStateName, restoreJobName, systemSecretName } from '../../schema/naming/names.js';
import type { KubeCache } from '../../kube/cache/kube-cache.js';
import type { Writer } from '../../kube/client/kube-client.js';
import type { Job } from '../../kube/core-kinds.js';
import type { DesireInput } from '../cluster/desire/desire-input.js';
import type { ClusterWorld } from '../cluster/world.js';
import type { CatalogueEntry } from '../image-catalogue.js';
import { createJob } from '../create-job.js';
import { objectOrigin } from '../operation/operation-origin.js';
import { SYSTEM_SECRET_KEYS, dataDirectory } from '../postgres/instance-layout.js';
import { clusterDataDirectory, jobNamed, wantedData } from '../restore/cluster-data.js';
import { instanceClaims } from '../restore/job/instance-claims.js';
import { plainVariable, recoveryJob, RESTORE_SECONDS_MAX } from '../restore/job/recovery-job.js';
import type { RepositoryAccess } from '../restore/job/repository-access.js';
import { UPGRADE_SCRIPT, WAY_BACK_SCRIPT } from './upgrade-script.js';

/** No repository is read: everything is on the volume. */
const NO_REPOSITORY: RepositoryAccess = { stanza: '', repositories: [], env: [], volumes: [], volumeMounts: [] };

/** Has the data of the wanted major version made, or those of before an upgrade made ready. May be asked again at any time. */
export const upgradeData = async ({ cache, writer }: { readonly cache: KubeCache; readonly writer: Writer }, { world, entry }: DesireInput, ordinal: number): Promise<void> => {
  if (jobNamed(world, restoreJobName(world.cluster.metadata.name, wantedData(world).id)) !== undefined) return;
  await createJob(writer, upgradeJob(world, entry, ordinal), objectOrigin(cache, world.cluster));
};

/** Where the executables of an older version are that an upgrade to `entry` begins with. */
export const olderBinDir = (entry: CatalogueEntry, version: number): string => entry.olderBinDirs?.[version] ?? `/usr/lib/postgresql/${version}/bin`;

/** The Job that brings the data about on the volume of one instance. */
export const upgradeJob = (world: ClusterWorld, entry: CatalogueEntry, ordinal: number): Job => {
  const { metadata: { name, uid = '' }, spec: { restore } } = world.cluster;
  const { id } = wantedData(world);
  const [isWayBack, from] = [restore?.undo !== undefined, restore?.previousVersion ?? entry.version];
  const secret = (variable: string, key: string): Record<string, unknown> =>
    ({ name: variable, valueFrom: { secretKeyRef: { name: systemSecretName(name), key } } });
  return recoveryJob(world.cluster, entry, {
    name: restoreJobName(name, id), component: 'upgrade', script: isWayBack ? WAY_BACK_SCRIPT : UPGRADE_SCRIPT, access: NO_REPOSITORY,
    ...instanceClaims(world, ordinal), retries: 1, deadlineSeconds: RESTORE_SECONDS_MAX,
    env: [
      plainVariable('PGO_DIRECTORY', clusterDataDirectory(world, entry.version)), plainVariable('PGO_ORIGIN', `${uid} ${id}`),
      plainVariable('PGO_OLD_DIRECTORY', directoryOf(from, restore?.previous ?? '')), plainVariable('PGO_OLD_BIN', olderBinDir(entry, from)),
      plainVariable('PGO_NEW_BIN', entry.binDir), plainVariable('PGO_TIMELINE', String(newestTimeline(world))),
      secret('SUPERUSER_PASSWORD', SYSTEM_SECRET_KEYS.superuser), secret('REPLICATION_PASSWORD', SYSTEM_SECRET_KEYS.replication), secret('REWIND_PASSWORD', SYSTEM_SECRET_KEYS.rewind),
    ],
  });
};

/** PGDATA of a version and of the data that a directory name stands for. */
export const directoryOf = (version: number, directory: string): string => (directory === '' ? dataDirectory(version) : `${dataDirectory(version)}-${directory}`);

/** The timeline that the last primary was on, as far as Patroni's history tells: the data must not be older. */
const newestTimeline = ({ cluster, configMaps }: ClusterWorld): number => {
  const state = configMaps.find(({ metadata }) => metadata.name === patroniStateName(cluster.metadata.name));
  try {
    const history = JSON.parse(state?.metadata.annotations?.['history'] ?? '[]') as readonly (readonly unknown[])[];
    return Number(history.at(-1)?.[0] ?? 0) + 1;
  } catch {
    return 1;
  }
};
