import { LABEL_CLUSTER, LABEL_COMPONENT } from '../../../schema/naming/labels.js';
import { backupConfigName, repositoryCertificateSecretName, repositoryClaimName, systemSecretName } from '../../../schema/naming/names.js';
import type { RepositorySpec } from '../../../schema/resource/cluster-backups.js';
import { repositoriesOf } from '../../../schema/resource/cluster-defaults.js';
import type { PostgresCluster, PostgresClusterSpec } from '../../../schema/resource/postgres-cluster.js';
import { clusterLabels } from './desire-input.js';
import { credentialEnvironment, credentialMounts, credentialNames, credentialVolumes, CURRENT_CREDENTIALS_PATH } from './repository-credentials.js';
import { admission } from './scheduling.js';
import { RESTRICTED_CONTAINER } from '../../restricted-container.js';
import { POSTGRES_UID, SOCKET_DIRECTORY, SYSTEM_SECRET_KEYS, TLS_PATH, VOLUME_PATH } from '../../postgres/instance-layout.js';
import {
  BACKREST_CONFIG_PATH, BACKREST_CONTAINER, BACKREST_FILE, BACKREST_PORT, REPOSITORY_CREDENTIALS_PATH, REPOSITORY_PATH, STANZA,
} from '../../postgres/pgbackrest-layout.js';

type Fields = Record<string, unknown>;

/** Keys of the ConfigMap: the files of the instances and of the repositories' host. */
export const BACKUP_CONFIG_KEYS = { instance: 'instance.conf', repository: 'repository.conf' } as const;

/** Labels of the repositories' host. */
export const repositoryLabels = (cluster: string): Record<string, string> => clusterLabels(cluster, 'repository');

/** Time for a server that is told to stop. What it serves is done again by whoever asked for it. */
const STOP_SECONDS = 5;

/**
 * Runs pgBackRest's server for as long as the container runs: starts it again when it ends, and has it read a renewed
 * certificate. The container itself does not end with it, since a pod whose containers do not all run takes no clients.
 */
const serverScript = (look = ''): string => `stop() { kill -TERM "$server" 2>/dev/null; exit 0; }
trap stop TERM INT
start() { touch /tmp/loaded; pgbackrest server & server=$!; }
start
while sleep 5 & wait $!; do
  kill -0 "$server" 2>/dev/null || start
  if [ ${TLS_PATH}/tls.crt -nt /tmp/loaded ]; then touch /tmp/loaded; kill -HUP "$server"; fi${look}
done`;

/**
 * Ends the container where a credential in its environment is no longer the one in the Secret: started again it has the new
 * one. The variables are the arguments. The dot keeps line ends that belong to a value. One that is gone is no reason: the
 * container could not start again without it, and would take the other repositories with it. Only a token may rightly go.
 */
const CREDENTIALS_LOOK = `
  for name; do
    eval "held=\\\${$name-}"
    [ -e "${CURRENT_CREDENTIALS_PATH}/$name" ] || case $name in *_S3_TOKEN) ;; *) continue ;; esac
    [ "$(cat "${CURRENT_CREDENTIALS_PATH}/$name" 2>/dev/null; echo .)" = "$held." ] || { echo 'The credentials are others now: starting again with them.'; stop; }
  done`;

/** What a server takes at rest, and at most while it serves. */
const RESOURCES = { requests: { cpu: '10m', memory: '32Mi' } };

const value = (name: string, text: string): Fields => ({ name, value: text });
const secretValue = (name: string, secret: string, key: string): Fields => ({ name, valueFrom: { secretKeyRef: { name: secret, key } } });

const COMMON_ENVIRONMENT: readonly Fields[] = [
  { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
  value('PGBACKREST_CONFIG', BACKREST_FILE),
  value('PGBACKREST_TLS_SERVER_ADDRESS', '$(POD_IP)'),
  value('HOME', '/tmp'), value('LC_ALL', 'C.UTF-8'), value('TZ', 'Etc/UTC'),
];

const server = (image: string, { env, volumeMounts }: { readonly env: readonly Fields[]; readonly volumeMounts: readonly Fields[] }, credentials: readonly string[] = []): Fields => ({
  name: BACKREST_CONTAINER, image, imagePullPolicy: 'IfNotPresent',
  command: ['sh', '-c', ...(credentials.length === 0 ? [serverScript()] : [serverScript(CREDENTIALS_LOOK), 'server', ...credentials])],
  env,
  ports: [{ name: 'pgbackrest', containerPort: BACKREST_PORT, protocol: 'TCP' }],
  resources: RESOURCES,
  securityContext: RESTRICTED_CONTAINER,
  volumeMounts,
});

/** The superuser's password, as PostgreSQL's own programs take it. */
export const superuserEnvironment = ({ metadata: { name } }: PostgresCluster): Fields[] => [secretValue('PGPASSWORD', systemSecretName(name), SYSTEM_SECRET_KEYS.superuser)];

/** The container beside PostgreSQL that lets the repositories' host fetch the instance's data. */
export const instanceServerContainer = (cluster: PostgresCluster, image: string, walMounts: readonly Fields[]): Fields => server(image, {
  env: [...COMMON_ENVIRONMENT, ...superuserEnvironment(cluster)],
  volumeMounts: [
    { name: 'data', mountPath: VOLUME_PATH }, ...walMounts,
    BACKUP_CONFIG_MOUNT,
    { name: 'tls', mountPath: TLS_PATH, readOnly: true },
    { name: 'socket', mountPath: SOCKET_DIRECTORY },
    { name: 'backup-tmp', mountPath: '/tmp' },
  ],
});

/** How every container that runs pgBackRest has its configuration. */
export const BACKUP_CONFIG_MOUNT = { name: 'backup-config', mountPath: BACKREST_CONFIG_PATH, readOnly: true } as const;

/** Volumes that an instance's pod has for its backups. */
export const instanceBackupVolumes = (cluster: PostgresCluster): Fields[] => [
  configVolume(cluster.metadata.name, BACKUP_CONFIG_KEYS.instance), { name: 'backup-tmp', emptyDir: {} },
];

const configVolume = (cluster: string, key: string): Fields =>
  ({ name: 'backup-config', configMap: { name: backupConfigName(cluster), items: [{ key, path: BACKREST_FILE.slice(BACKREST_CONFIG_PATH.length + 1) }] } });

/** What a pod that works on the repositories is made from. */
export interface RepositoryPodInput {
  readonly cluster: PostgresCluster;
  readonly spec: PostgresClusterSpec;
  readonly image: string;
}

/** The pod of the repositories' host, or of a job that works on them. */
export const repositoryPodSpec = ({ cluster: { metadata: { name } }, spec }: RepositoryPodInput, containers: readonly Fields[]): Fields => ({
  automountServiceAccountToken: false,
  ...admission(spec),
  terminationGracePeriodSeconds: STOP_SECONDS,
  securityContext: {
    runAsNonRoot: true, runAsUser: POSTGRES_UID, runAsGroup: POSTGRES_UID, fsGroup: POSTGRES_UID,
    fsGroupChangePolicy: 'OnRootMismatch', seccompProfile: { type: 'RuntimeDefault' },
  },
  containers,
  volumes: [
    configVolume(name, BACKUP_CONFIG_KEYS.repository),
    { name: 'tls', secret: { secretName: repositoryCertificateSecretName(name), defaultMode: 0o400 } },
    { name: 'tmp', emptyDir: {} },
    ...repositoriesOf(spec).flatMap((repository) => repositoryVolumes(name, repository)),
    ...credentialVolumes(repositoriesOf(spec)),
  ],
});

const repositoryVolumes = (cluster: string, { name, type, credentials, certificateAuthority }: RepositorySpec): Fields[] => [
  ...(type === 'volume' ? [{ name, persistentVolumeClaim: { claimName: repositoryClaimName(cluster, name) } }] : []),
  ...(type === 'gcs' && credentials !== undefined ? [{ name: `${name}-key`, secret: { secretName: credentials, defaultMode: 0o400, items: [{ key: 'key.json', path: 'key.json' }] } }] : []),
  ...(certificateAuthority === undefined ? [] : [{ name: `${name}-ca`, secret: { secretName: certificateAuthority.secret, items: [{ key: certificateAuthority.key, path: 'ca.crt' }] } }]),
];

const repositoryMounts = ({ name, type, credentials, certificateAuthority }: RepositorySpec): Fields[] => [
  ...(type === 'volume' ? [{ name, mountPath: `${REPOSITORY_PATH}/${name}` }] : []),
  ...(type === 'gcs' && credentials !== undefined ? [{ name: `${name}-key`, mountPath: `${REPOSITORY_CREDENTIALS_PATH}/${name}`, readOnly: true }] : []),
  ...(certificateAuthority === undefined ? [] : [{ name: `${name}-ca`, mountPath: `${REPOSITORY_CREDENTIALS_PATH}/${name}-ca`, readOnly: true }]),
];

const containerParts = ({ spec }: RepositoryPodInput): { env: Fields[]; volumeMounts: Fields[] } => {
  const repositories = repositoriesOf(spec);
  return {
    env: [...COMMON_ENVIRONMENT, value('PGBACKREST_STANZA', STANZA), ...credentialEnvironment(repositories)],
    volumeMounts: [
      BACKUP_CONFIG_MOUNT,
      { name: 'tls', mountPath: TLS_PATH, readOnly: true },
      { name: 'tmp', mountPath: '/tmp' },
      ...repositories.flatMap(repositoryMounts),
    ],
  };
};

/** The container of the repositories' host. */
export const serverContainer = (input: RepositoryPodInput): Fields => {
  const repositories = repositoriesOf(input.spec);
  const { env, volumeMounts } = containerParts(input);
  return server(input.image, { env, volumeMounts: [...volumeMounts, ...credentialMounts(repositories)] }, credentialNames(repositories));
};

/** A container that runs one command on the repositories and ends with it; its last words are kept when it fails. */
export const jobContainer = (input: RepositoryPodInput, command: readonly string[]): Fields => ({
  name: BACKREST_CONTAINER, image: input.image, imagePullPolicy: 'IfNotPresent', command,
  ...containerParts(input),
  terminationMessagePolicy: 'FallbackToLogsOnError',
  resources: RESOURCES,
  securityContext: RESTRICTED_CONTAINER,
});

/** Puts a pod on the node of the repositories' host, where its volumes are. */
export const besideRepository = (cluster: string): Fields => ({
  podAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [{
      topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { [LABEL_CLUSTER]: cluster, [LABEL_COMPONENT]: 'repository' } },
    }],
  },
});
