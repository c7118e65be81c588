import { LABEL_CLUSTER, LABEL_COMPONENT } from '../../schema/naming/labels.js';
import { backupConfigName, repositoryClaimName, serverCertificateSecretName, sourceConfigName, sourceIdentityName } from '../../schema/naming/names.js';
import type { RepositoryName, RepositorySpec } from '../../schema/resource/cluster-backups.js';
import { repositoriesOf } from '../../schema/resource/cluster-defaults.js';
import type { SourceSpec } from '../../schema/resource/cluster-restore.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { KubeCache } from '../../kube/cache/kube-cache.js';
import { CONFIG_MAP, PERSISTENT_VOLUME_CLAIM, SECRET, type ConfigMap, type Secret } from '../../kube/core-kinds.js';
import type { Key, KubeObject } from '../../kube/kube-object.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { clusterLabels, ownedMeta } from '../cluster/desire/desire-input.js';
import { BACKUP_CONFIG_KEYS, BACKUP_CONFIG_MOUNT, jobContainer, repositoryPodSpec } from '../cluster/desire/repository-pod.js';
import type { ClusterWorld } from '../cluster/world.js';
import { TLS_PATH } from '../postgres/instance-layout.js';
import { repositoryBackrestConfig } from '../postgres/pgbackrest-config.js';
import { BACKREST_CONFIG_PATH, BACKREST_FILE, repositoryKey, STANZA } from '../postgres/pgbackrest-layout.js';
import { SOURCE_DATA, wantedData } from './cluster-data.js';
import { plainVariable } from './job/recovery-job.js';
import type { RepositoryAccess } from './job/repository-access.js';

/** Access to repositories, and the objects that it takes, which are made before. */
export interface RepositoryToRestore extends RepositoryAccess {
  readonly needs: readonly KubeObject[];
}

type Fields = Record<string, unknown>;

/** pgBackRest's own files stay in the container: a restore must write nothing into a repository. */
const OWN_FILES: readonly Fields[] = [
  plainVariable('PGBACKREST_CONFIG', BACKREST_FILE), plainVariable('PGBACKREST_LOCK_PATH', '/tmp/pgbackrest'), plainVariable('PGBACKREST_SPOOL_PATH', '/tmp/spool'),
  plainVariable('PGBACKREST_ARCHIVE_ASYNC', 'n'),
];

/** The repositories that the data of a cluster are restored from; undefined when it has none, or the source is gone. */
export const repositoryToRestore = (cache: KubeCache, world: ClusterWorld): RepositoryToRestore | undefined => {
  const { cluster } = world;
  const { source } = cluster.spec;
  if (source === undefined || wantedData(world).id !== SOURCE_DATA) return throughHost(cluster, cluster, []);
  if (source.repository !== undefined) return bareRepository(cluster, [source.repository as unknown as RepositorySpec], cluster.metadata.name);
  return sourceCluster(cache, cluster, source);
};

const keysOf = (repositories: readonly RepositorySpec[]): number[] => repositories.map(({ name }) => repositoryKey(name));

/** Through the host of the repositories of a cluster that lives: it reads them for whoever shows the instances' certificate. */
const throughHost = (cluster: PostgresCluster, host: PostgresCluster, needs: readonly KubeObject[]): RepositoryToRestore | undefined => {
  const repositories = repositoriesOf(host.spec);
  const { name } = cluster.metadata;
  return repositories.length === 0 ? undefined : {
    stanza: STANZA, repositories: keysOf(repositories), env: OWN_FILES, needs,
    volumeMounts: [BACKUP_CONFIG_MOUNT, { name: 'tls', mountPath: TLS_PATH, readOnly: true }],
    volumes: [
      configVolume(cluster === host ? backupConfigName(name) : sourceConfigName(name), BACKUP_CONFIG_KEYS.instance),
      { name: 'tls', secret: { secretName: cluster === host ? serverCertificateSecretName(name) : sourceIdentityName(name), defaultMode: 0o400 } },
    ],
  };
};

const configVolume = (name: string, key: string): Fields =>
  ({ name: 'backup-config', configMap: { name, items: [{ key, path: BACKREST_FILE.slice(BACKREST_CONFIG_PATH.length + 1) }] } });

const sourceCluster = (cache: KubeCache, cluster: PostgresCluster, source: SourceSpec): RepositoryToRestore | undefined => {
  const key: Key = { namespace: source.cluster?.namespace ?? cluster.metadata.namespace ?? '', name: source.cluster?.name ?? '' };
  const living = cache.get(POSTGRES_CLUSTER, key);
  if (living !== undefined && living.metadata.deletionTimestamp === undefined) return throughHost(cluster, living, copiesOf(cache, cluster, key));
  if (key.namespace !== cluster.metadata.namespace) return undefined;
  const kept = cache.list(PERSISTENT_VOLUME_CLAIM, { namespace: key.namespace, cluster: key.name })
    .filter(({ metadata }) => metadata.labels?.[LABEL_COMPONENT] === 'repository' && metadata.labels[LABEL_CLUSTER] === key.name)
    .map(({ metadata }) => metadata.name);
  const names = (['repo1', 'repo2', 'repo3', 'repo4'] as const).filter((name: RepositoryName) => kept.includes(repositoryClaimName(key.name, name)));
  return names.length === 0 ? undefined : bareRepository(cluster, names.map((name) => ({ name, type: 'volume' })), key.name);
};

/** What of the source a Job of the new cluster mounts, which may be in another namespace. */
const copiesOf = (cache: KubeCache, cluster: PostgresCluster, { namespace, name }: Key): KubeObject[] => {
  const [config, identity] = [cache.get(CONFIG_MAP, { namespace, name: backupConfigName(name) }), cache.get(SECRET, { namespace, name: serverCertificateSecretName(name) })];
  const labels = clusterLabels(cluster.metadata.name, 'source');
  const configCopy: ConfigMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: ownedMeta(cluster, sourceConfigName(cluster.metadata.name), labels), data: config?.data ?? {} };
  const identityCopy: Secret = { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata: ownedMeta(cluster, sourceIdentityName(cluster.metadata.name), labels), data: identity?.data ?? {} };
  return [configCopy, identityCopy];
};

/** Without anybody who serves it: the volume is mounted, or the bucket is read, by the Job itself. */
const bareRepository = (cluster: PostgresCluster, repositories: readonly RepositorySpec[], owner: string): RepositoryToRestore => {
  const { name } = cluster.metadata;
  const input = { cluster: { ...cluster, metadata: { ...cluster.metadata, name: owner } }, spec: { backups: { repositories: [...repositories] } }, image: '' };
  const { env, volumeMounts } = jobContainer(input, []) as { readonly env: readonly Fields[]; readonly volumeMounts: readonly Fields[] };
  const { volumes } = repositoryPodSpec(input, []) as { readonly volumes: readonly Fields[] };
  const config: ConfigMap = {
    apiVersion: 'v1', kind: 'ConfigMap', metadata: ownedMeta(cluster, sourceConfigName(name), clusterLabels(name, 'source')),
    data: { [BACKUP_CONFIG_KEYS.repository]: repositoryBackrestConfig({ repositories, retention: {}, clientName: 'nobody', bucketPath: `/${cluster.metadata.namespace ?? ''}/${owner}`, options: {} }) },
  };
  const ours = new Set(['backup-config', 'tls', 'tmp']);
  return {
    stanza: STANZA, repositories: keysOf(repositories), needs: [config],
    env: [...env.filter(({ name: variable }) => typeof variable === 'string' && /^PGBACKREST_REPO\d/.test(variable)), ...OWN_FILES],
    volumeMounts: [BACKUP_CONFIG_MOUNT, ...volumeMounts.filter(({ name: mount }) => !ours.has(String(mount))).map((mount) => ({ ...mount, readOnly: true }))],
    volumes: [configVolume(sourceConfigName(name), BACKUP_CONFIG_KEYS.repository), ...volumes.filter(({ name: volume }) => !ours.has(String(volume)))],
  };
};
