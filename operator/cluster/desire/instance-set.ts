import { ANNOTATION_SERVER_CERTIFICATE, LABEL_PATRONI_SCOPE } from '../../../schema/naming/labels.js';
import {
  DATABASE_CONTAINER, dataClaimName, instanceAccountName, instanceName, patroniConfigName, patroniScope, podsServiceName,
  serverCertificateSecretName, systemSecretName, walClaimName,
} from '../../../schema/naming/names.js';
import { backupsEnabled } from '../../../schema/resource/cluster-defaults.js';
import type { StatefulSet } from '../../../kube/core-kinds.js';
import { SPOOL_PATH } from '../../postgres/pgbackrest-layout.js';
import { clusterDataDirectory, wantedData } from '../../restore/cluster-data.js';
import { exporterContainer, monitoringEnabled } from '../../monitoring/exporter.js';
import {
  CONFIG_PATH, PATRONI_FILE, PATRONI_PORT, PATRONI_USER, POSTGRES_PORT, POSTGRES_UID, SOCKET_DIRECTORY, SYSTEM_SECRET_KEYS, TLS_PATH, VOLUME_PATH, dataDirectory,
} from '../../postgres/instance-layout.js';
import { RESTRICTED_CONTAINER } from '../../restricted-container.js';
import { WAL_DIRECTORY_VARIABLE, hasWalVolume, walDirectory, walMounts, walVolumes, withWalVolume } from '../../storage/wal-volume.js';
import { withLockWatch } from '../../postgres/lock-watch.js';
import { withRenewalNote } from '../renewal.js';
import { certificateInUse } from '../given-certificate.js';
import { shallRun } from '../stopping.js';
import { podMetadata } from './pod-metadata.js';
import { scheduling } from './scheduling.js';
import { instanceLabels, ownedMeta, type DesireInput } from './desire-input.js';
import { BACKUP_CONFIG_MOUNT, instanceBackupVolumes, instanceServerContainer } from './repository-pod.js';

/** Time for PostgreSQL to write its last checkpoint before it is killed, in seconds. */
const STOP_SECONDS = 60;

/** The StatefulSet of one instance: one pod, replaced only when the operator says so. */
export const desireInstanceSet = (input: DesireInput, ordinal: number): StatefulSet => {
  const { cluster } = input.world;
  const { name } = cluster.metadata;
  const instance = instanceName(name, ordinal);
  const labels = { ...instanceLabels(name, instance), [LABEL_PATRONI_SCOPE]: patroniScope(name) };
  return {
    apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: ownedMeta(cluster, instance, instanceLabels(name, instance)),
    spec: {
      replicas: shallRun(input.world, ordinal) && input.plan.running.includes(ordinal) ? 1 : 0,
      serviceName: podsServiceName(name),
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'OnDelete' },
      revisionHistoryLimit: 2,
      selector: { matchLabels: labels },
      template: withRenewalNote({ metadata: podMetadata(input.world.spec, { labels, ...givenMark(input) }), spec: podSpec(input, instance) }),
    },
  };
};

/** Another file to serve is read at a restart; another content of it is not waited for. */
const givenMark = ({ world }: DesireInput): { annotations?: Record<string, string> } =>
  (certificateInUse(world) === undefined ? {} : { annotations: { [ANNOTATION_SERVER_CERTIFICATE]: 'given' } });

const podSpec = (input: DesireInput, instance: string): Record<string, unknown> => {
  const { name } = input.world.cluster.metadata;
  const archives = backupsEnabled(input.world.spec);
  const walClaim = hasWalVolume(input.world.spec) ? walClaimName(instance) : undefined;
  return {
    serviceAccountName: instanceAccountName(name),
    ...scheduling(input.world.spec),
    terminationGracePeriodSeconds: STOP_SECONDS,
    securityContext: {
      runAsNonRoot: true, runAsUser: POSTGRES_UID, runAsGroup: POSTGRES_UID, fsGroup: POSTGRES_UID,
      // Without this PGDATA is made group-writable at every mount and PostgreSQL refuses to start.
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    },
    affinity: {
      podAntiAffinity: {
        ...apart(input.world.spec, { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { [LABEL_PATRONI_SCOPE]: patroniScope(name) } } }),
      },
    },
    topologySpreadConstraints: [{
      maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: { [LABEL_PATRONI_SCOPE]: patroniScope(name) } },
    }],
    containers: [databaseContainer(input, walClaim), ...exporterContainers(input), ...(archives ? [instanceServerContainer(input.world.cluster, input.entry.image, walMounts(walClaim))] : [])],
    volumes: [
      { name: 'data', persistentVolumeClaim: { claimName: dataClaimName(instance) } },
      ...walVolumes(walClaim),
      { name: 'config', configMap: { name: patroniConfigName(name) } },
      { name: 'tls', secret: { secretName: serverCertificateSecretName(name), defaultMode: 0o400 } },
      { name: 'socket', emptyDir: {} },
      { name: 'tmp', emptyDir: {} },
      { name: 'memory', emptyDir: { medium: 'Memory' } },
      ...(archives ? instanceBackupVolumes(input.world.cluster) : []),
    ],
  };
};

/** Two instances on one node fall together: it is avoided, or forbidden where that is asked for. */
const apart = ({ scheduling: given }: DesireInput['world']['spec'], term: Record<string, unknown>): Record<string, unknown> => (given?.requireSeparateNodes === true
  ? { requiredDuringSchedulingIgnoredDuringExecution: [term] }
  : { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }] });

const exporterContainers = ({ world: { cluster, spec }, entry: { exporterImage } }: DesireInput): Record<string, unknown>[] =>
  (monitoringEnabled(spec) && exporterImage !== undefined ? [exporterContainer(cluster, exporterImage)] : []);

const commandOf = ({ spec }: DesireInput['world'], data: string): string[] =>
  withWalVolume(spec, data, withLockWatch(data, ['patroni', `${CONFIG_PATH}/${PATRONI_FILE}`]));

const databaseContainer = ({ world, entry }: DesireInput, walClaim: string | undefined): Record<string, unknown> => ({
  name: DATABASE_CONTAINER,
  image: entry.image,
  imagePullPolicy: 'IfNotPresent',
  command: commandOf(world, clusterDataDirectory(world, entry.version)),
  env: [...environment(systemSecretName(world.cluster.metadata.name), entry.binDir), ...dataEnvironment(world, entry.version)],
  ports: [
    { name: 'postgresql', containerPort: POSTGRES_PORT, protocol: 'TCP' },
    { name: 'patroni', containerPort: PATRONI_PORT, protocol: 'TCP' },
  ],
  ...(world.spec.resources === undefined ? {} : { resources: world.spec.resources }),
  securityContext: RESTRICTED_CONTAINER,
  startupProbe: probe('/liveness', { periodSeconds: 1, timeoutSeconds: 2, failureThreshold: 120 }),
  // Not `/readiness`, which also says yes for a holder of the lock whose PostgreSQL is down.
  readinessProbe: probe('/health', { periodSeconds: 1, timeoutSeconds: 3, failureThreshold: 3 }),
  livenessProbe: probe('/liveness', { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 }),
  volumeMounts: [
    { name: 'data', mountPath: VOLUME_PATH },
    ...walMounts(walClaim),
    { name: 'config', mountPath: CONFIG_PATH, readOnly: true },
    { name: 'tls', mountPath: TLS_PATH, readOnly: true },
    { name: 'socket', mountPath: SOCKET_DIRECTORY },
    { name: 'tmp', mountPath: '/tmp' },
    { name: 'memory', mountPath: '/dev/shm' },
    ...(backupsEnabled(world.spec) ? [BACKUP_CONFIG_MOUNT] : []),
  ],
});

const probe = (path: string, times: Record<string, number>): Record<string, unknown> =>
  ({ httpGet: { path, port: PATRONI_PORT, scheme: 'HTTP' }, ...times });

/** Where the data are, when they are not where the shared file says (after a restore), and their WAL. */
const dataEnvironment = (world: DesireInput['world'], version: number): Record<string, unknown>[] => {
  const directory = clusterDataDirectory(world, version);
  const wal = hasWalVolume(world.spec) ? [{ name: WAL_DIRECTORY_VARIABLE, value: walDirectory(directory) }] : [];
  if (directory === dataDirectory(version)) return wal;
  // What pgBackRest remembers as archived must not be taken for files of the same name of other data.
  return [...wal, ...Object.entries({
    PATRONI_POSTGRESQL_DATA_DIR: directory, PGBACKREST_PG1_PATH: directory, PGBACKREST_SPOOL_PATH: `${SPOOL_PATH}-${wantedData(world).directory}`,
  }).map(([name, value]) => ({ name, value }))];
};

/** Names, addresses and passwords; everything else stands in the shared file. */
const environment = (systemSecret: string, binDir: string): Record<string, unknown>[] => {
  const field = (name: string, fieldPath: string): Record<string, unknown> => ({ name, valueFrom: { fieldRef: { fieldPath } } });
  const value = (name: string, text: string): Record<string, unknown> => ({ name, value: text });
  const secret = (name: string, key: string): Record<string, unknown> => ({ name, valueFrom: { secretKeyRef: { name: systemSecret, key } } });
  return [
    field('POD_IP', 'status.podIP'),
    field('PATRONI_NAME', 'metadata.name'),
    field('PATRONI_KUBERNETES_NAMESPACE', 'metadata.namespace'),
    field('PATRONI_KUBERNETES_POD_IP', 'status.podIP'),
    value('PATRONI_POSTGRESQL_LISTEN', `$(POD_IP):${POSTGRES_PORT}`),
    value('PATRONI_POSTGRESQL_CONNECT_ADDRESS', `$(POD_IP):${POSTGRES_PORT}`),
    value('PATRONI_RESTAPI_LISTEN', `$(POD_IP):${PATRONI_PORT}`),
    value('PATRONI_RESTAPI_CONNECT_ADDRESS', `$(POD_IP):${PATRONI_PORT}`),
    value('PATRONI_RESTAPI_USERNAME', PATRONI_USER),
    secret('PATRONI_RESTAPI_PASSWORD', SYSTEM_SECRET_KEYS.restApi),
    secret('PATRONI_SUPERUSER_PASSWORD', SYSTEM_SECRET_KEYS.superuser),
    secret('PATRONI_REPLICATION_PASSWORD', SYSTEM_SECRET_KEYS.replication),
    secret('PATRONI_REWIND_PASSWORD', SYSTEM_SECRET_KEYS.rewind),
    value('PATH', `${binDir}:/usr/local/bin:/usr/bin:/bin`),
    value('HOME', '/tmp'),
    value('PGHOST', SOCKET_DIRECTORY),
    value('LC_ALL', 'C.UTF-8'),
    value('TZ', 'Etc/UTC'),
    value('PYTHONUNBUFFERED', '1'),
  ];
};

