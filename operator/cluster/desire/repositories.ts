import {
  backupConfigName, repositoryClaimName, repositoryHost, repositoryName,
} from '../../../schema/naming/names.js';
import { repositoriesOf, RETENTION_DEFAULT } from '../../../schema/resource/cluster-defaults.js';
import type { RepositorySpec } from '../../../schema/resource/cluster-backups.js';
import { parseQuantity } from '../../../schema/validation/quantity.js';
import type { ConfigMap, PersistentVolumeClaim, Service, StatefulSet } from '../../../kube/core-kinds.js';
import type { KubeObject } from '../../../kube/kube-object.js';
import { stillRunning } from '../stopping.js';
import { clusterLabels, ownedMeta, unownedMeta, type DesireInput } from './desire-input.js';
import { podMetadata } from './pod-metadata.js';
import { dataDirectory } from '../../postgres/instance-layout.js';
import { instanceBackrestConfig, repositoryBackrestConfig } from '../../postgres/pgbackrest-config.js';
import { BACKREST_PORT } from '../../postgres/pgbackrest-layout.js';
import { instanceClientName } from './client-names.js';
import { BACKUP_CONFIG_KEYS, repositoryLabels, repositoryPodSpec, serverContainer } from './repository-pod.js';

/** All that the repositories of a cluster consist of; nothing when its backups are turned off. */
export const desireRepositories = (input: DesireInput): KubeObject[] => {
  const repositories = repositoriesOf(input.world.spec);
  if (repositories.length === 0) return [];
  return [
    ...repositories.filter(({ type }) => type === 'volume').map((repository) => repositoryClaim(input, repository)),
    backupConfigMap(input, repositories),
    repositoryService(input),
    ...(input.plan.startInstances ? [repositorySet(input)] : []),
  ];
};

/** Half of an instance's volume: WAL that waits must not fill it, which would stop the primary. */
const QUEUE_SHARE = 0.5;

const backupConfigMap = ({ world: { cluster, spec }, entry }: DesireInput, repositories: readonly RepositorySpec[]): ConfigMap => {
  const { name, namespace = '' } = cluster.metadata;
  const options = spec.backups?.options ?? {};
  return {
    apiVersion: 'v1', kind: 'ConfigMap', metadata: unownedMeta(cluster, backupConfigName(name), clusterLabels(name, 'configuration')),
    data: {
      [BACKUP_CONFIG_KEYS.instance]: instanceBackrestConfig({
        repositories: repositories.map((repository) => repository.name), repositoryHost: repositoryHost(name, namespace), clientName: repositoryName(name),
        dataDirectory: dataDirectory(entry.version), queueBytesMax: Math.floor((parseQuantity(spec.storage.walSize ?? spec.storage.size) ?? 0) * QUEUE_SHARE), options,
      }),
      [BACKUP_CONFIG_KEYS.repository]: repositoryBackrestConfig({
        repositories, retention: spec.backups?.retention ?? RETENTION_DEFAULT, clientName: instanceClientName(cluster),
        bucketPath: `/${namespace}/${name}`, options,
      }),
    },
  };
};

/** Backups of a few generations with their WAL, compressed, are about as large as the data. */
const VOLUME_FACTOR = 2;

const repositoryClaim = ({ world: { cluster, spec, owned }, settings }: DesireInput, repository: RepositorySpec): PersistentVolumeClaim => {
  const { name } = cluster.metadata;
  const claimName = repositoryClaimName(name, repository.name);
  const current = owned.find(({ kind, metadata }) => kind === 'PersistentVolumeClaim' && metadata.name === claimName) as PersistentVolumeClaim | undefined;
  const has = current?.spec?.resources?.requests?.['storage'];
  const wanted = repository.size ?? String((parseQuantity(spec.storage.size) ?? 0) * VOLUME_FACTOR);
  const storage = has !== undefined && (parseQuantity(has) ?? 0) >= (parseQuantity(wanted) ?? 0) ? has : wanted;
  const storageClassName = current === undefined ? repository.storageClassName ?? settings.storageClass : undefined;
  return {
    apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: unownedMeta(cluster, claimName, repositoryLabels(name)),
    spec: {
      accessModes: ['ReadWriteOnce'], resources: { requests: { storage } },
      ...(storageClassName === undefined ? {} : { storageClassName }),
    },
  };
};

const repositoryService = ({ world: { cluster } }: DesireInput): Service => {
  const { name } = cluster.metadata;
  return {
    apiVersion: 'v1', kind: 'Service', metadata: ownedMeta(cluster, repositoryName(name), clusterLabels(name, 'service')),
    spec: {
      type: 'ClusterIP', clusterIP: 'None', publishNotReadyAddresses: true, selector: repositoryLabels(name),
      ports: [{ name: 'pgbackrest', port: BACKREST_PORT, protocol: 'TCP', targetPort: BACKREST_PORT }],
    },
  };
};

const repositorySet = (input: DesireInput): StatefulSet => {
  const { cluster, spec } = input.world;
  const { name } = cluster.metadata;
  const labels = repositoryLabels(name);
  const podInput = { cluster, spec, image: input.entry.image };
  return {
    apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: ownedMeta(cluster, repositoryName(name), labels),
    spec: {
      // The primary archives its last WAL while it ends: what takes it ends after it.
      replicas: spec.stopped === true && stillRunning(input.world).length === 0 ? 0 : 1,
      serviceName: repositoryName(name),
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'RollingUpdate' },
      revisionHistoryLimit: 2,
      selector: { matchLabels: labels },
      template: { metadata: podMetadata(spec, { labels }), spec: repositoryPodSpec(podInput, [serverContainer(podInput)]) },
    },
  };
};
