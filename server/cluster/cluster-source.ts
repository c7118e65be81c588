import { isRepositoryName } from '../../schema/backup/repository-name.js';
import { LABEL_CLUSTER, LABEL_COMPONENT } from '../../schema/naming/labels.js';
import type { ClusterSourceInput, CreateClusterInput } from '../../schema/graphql/cluster-inputs.js';
import { applicationDatabase, applicationUser, backupsEnabled, STORAGE_SIZE_DEFAULT } from '../../schema/resource/cluster-defaults.js';
import type { SourceSpec } from '../../schema/resource/cluster-restore.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { checkRestoreTarget } from '../../schema/restore/check-target.js';
import { dataSizeOf } from '../../schema/storage/auto-grow.js';
import { parseQuantity } from '../../schema/validation/quantity.js';
import { PERSISTENT_VOLUME_CLAIM } from '../../kube/core-kinds.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { may } from '../auth/viewer.js';
import type { Context } from '../context.js';
import { ApiError, badUserInput } from '../error/api-error.js';
import { refuseIssues } from '../error/checked.js';
import { targetOf } from './restore-target.js';

/** A cluster that begins with backups: its input with what the source makes of the defaults, and what is stored. */
export interface SourcedCluster {
  readonly input: CreateClusterInput;
  readonly source?: SourceSpec;
}

/** Checks where a new cluster's data shall come from. Throws an `ApiError` that names what is wrong. */
export const clusterSource = async (input: CreateClusterInput, context: Context): Promise<SourcedCluster> => {
  const { source } = input;
  if (source == null) return { input };
  const target = targetOf(source);
  refuseIssues(checkRestoreTarget('source.', target));
  if ((source.cluster == null) === (source.repository == null)) {
    throw badUserInput('source', 'it must name a cluster or a repository, and not both', 'Give `cluster` with namespace and name, or `repository`.');
  }
  if (source.repository != null) return { input, source: { repository: checkRepository(source.repository), ...target } };
  const { namespace, name } = source.cluster ?? { namespace: '', name: '' };
  if (!may(context.viewer, 'RESTORE', namespace)) {
    throw new ApiError('FORBIDDEN', `You may not restore the backups of clusters in the namespace "${namespace}".`, {
      permission: 'RESTORE', namespace, suggestion: 'Ask an administrator for a role with the permission RESTORE there.',
    });
  }
  const living = await context.services.client.get(POSTGRES_CLUSTER, { namespace, name });
  if (living === undefined) await requireKeptBackups(input, source, context);
  return { input: living === undefined ? input : withDefaultsOf(living, input), source: { cluster: { namespace, name }, ...target } };
};

const TYPES = ['volume', 's3', 'gcs', 'azure'];

const checkRepository = (json: unknown): Record<string, unknown> => {
  if (json === null || typeof json !== 'object' || Array.isArray(json)) throw badUserInput('source.repository', 'it is no object', 'Give an object as in `repositories`.');
  const repository = { name: 'repo1', ...json } as Record<string, unknown>;
  if (typeof repository['type'] !== 'string' || !TYPES.includes(repository['type'])) throw badUserInput('source.repository.type', 'it is no type of a repository', `Use one of ${TYPES.join(', ')}.`);
  if (!isRepositoryName(repository['name'])) throw badUserInput('source.repository.name', 'it is no name of a repository', 'Use repo1, or leave it out.');
  return repository;
};

/** A clone is like its source in what the caller leaves open: its data belong to the source's users. */
const withDefaultsOf = ({ metadata: { name }, spec, status }: PostgresCluster, input: CreateClusterInput): CreateClusterInput => {
  if (!backupsEnabled(spec)) throw new ApiError('FAILED_PRECONDITION', `The cluster "${name}" has its backups turned off.`, { field: 'source.cluster', suggestion: 'Turn them on and make one.' });
  const version = spec.postgresVersion ?? status?.postgresVersion;
  if (input.postgresVersion != null && version !== undefined && input.postgresVersion !== version) {
    throw badUserInput('postgresVersion', `the backups are of PostgreSQL ${version}`, `Use ${version}, or leave it out; upgrade the new cluster later.`);
  }
  return {
    ...input,
    ...(version === undefined ? {} : { postgresVersion: version }),
    database: input.database ?? applicationDatabase(name, spec),
    user: input.user ?? applicationUser(name, spec),
    storageSize: roomFor(dataSizeOf({ spec, status }), input.storageSize ?? STORAGE_SIZE_DEFAULT),
  };
};

/** The data need the room that they had, unless the caller has chosen one. */
const roomFor = (source: string, wanted: string): string =>
  (wanted === STORAGE_SIZE_DEFAULT && (parseQuantity(source) ?? 0) > (parseQuantity(wanted) ?? 0) ? source : wanted);

const requireKeptBackups = async (input: CreateClusterInput, { cluster }: ClusterSourceInput, { services: { client } }: Context): Promise<void> => {
  const { namespace = '', name = '' } = cluster ?? {};
  const kept = await client.list(PERSISTENT_VOLUME_CLAIM, { namespace, labelSelector: `${LABEL_CLUSTER}=${name},${LABEL_COMPONENT}=repository` });
  if (kept.length === 0) {
    throw new ApiError('NOT_FOUND', `There is no cluster "${name}" in the namespace "${namespace}", and no repository that one has left.`, {
      field: 'source.cluster', suggestion: 'Check the name, or give the `repository` itself, if it is a bucket.',
    });
  }
  if (namespace !== input.namespace) {
    throw new ApiError('FAILED_PRECONDITION', `The repository that "${name}" has left is a volume, which is seen in its namespace only.`, {
      field: 'source.cluster', suggestion: `Create the cluster in the namespace "${namespace}".`,
    });
  }
};
