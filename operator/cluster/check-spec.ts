import { checkBackups } from '../../schema/backup/check-backups.js';
import { poolerOf } from '../../schema/resource/cluster-pooler.js';
import { checkPooler } from '../../schema/validation/pooler.js';
import { checkParameters } from '../../schema/postgres/parameters/check-parameters.js';
import type { CompleteClusterSpec } from '../../schema/resource/cluster-defaults.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import {
  checkClusterName, checkDatabaseName, checkDurability, checkPostgresVersion, checkReplicas, checkStorageSize, checkUserName,
} from '../../schema/validation/checks.js';
import { checkAutoGrow } from '../../schema/storage/auto-grow.js';
import type { Issue } from '../../schema/validation/issue.js';
import { checkStandby } from '../../schema/standby/check-standby.js';
import { specDatabases, specUsers } from '../../schema/database/known-access.js';
import { catalogueEntry, type ImageCatalogue } from '../image-catalogue.js';
import { monitoringEnabled } from '../monitoring/exporter.js';

/**
 * Why a specification cannot be carried out, as one sentence or two; undefined when it can. The same rules as for the
 * API: a specification may as well come from kubectl, or from a version that knew other rules.
 */
export const specFault = (cluster: PostgresCluster, spec: CompleteClusterSpec, catalogue: ImageCatalogue): string | undefined => {
  const [first] = [...monitoringIssues(spec, catalogue), ...poolerImageIssues(spec, catalogue), ...specIssues(cluster, spec, catalogue.map(({ version }) => version))];
  return first === undefined ? undefined : `${first.field}: ${first.message}. ${first.suggestion}`;
};

const monitoringIssues = (spec: CompleteClusterSpec, catalogue: ImageCatalogue): Issue[] => {
  if (!monitoringEnabled(spec) || catalogueEntry(catalogue, spec.postgresVersion)?.exporterImage !== undefined) return [];
  return [{
    field: 'spec.monitoring.enabled', message: 'there is no postgres_exporter to run beside the instances',
    suggestion: 'Name its image in the image catalogue; on one machine: apt-get install prometheus-postgres-exporter, then start again.',
  }];
};

const poolerImageIssues = (spec: CompleteClusterSpec, catalogue: ImageCatalogue): Issue[] => (
  poolerOf(spec) === undefined || catalogueEntry(catalogue, spec.postgresVersion)?.poolerImage !== undefined ? [] : [{
    field: 'spec.pooler.enabled', message: 'there is no PgBouncer to run',
    suggestion: 'Name its image in the image catalogue; on one machine: apt-get install pgbouncer, then start again.',
  }]);

const specIssues = (cluster: PostgresCluster, spec: CompleteClusterSpec, versions: readonly number[]): Issue[] => [
  ...checkClusterName('metadata.name', cluster.metadata.name),
  ...checkPostgresVersion('spec.postgresVersion', spec.postgresVersion, versions),
  ...sameVersion(cluster, spec.postgresVersion),
  ...checkReplicas('spec.replicas', spec.replicas),
  ...checkDurability('spec.durability', spec.durability, spec.replicas),
  ...checkStorageSize('spec.storage.size', spec.storage.size),
  ...(spec.storage.walSize === undefined ? [] : checkStorageSize('spec.storage.walSize', spec.storage.walSize)),
  ...checkAutoGrow('spec.storage.autoGrow', spec.storage.autoGrow, spec.storage),
  ...specUsers(cluster).flatMap((user) => checkUserName('spec.users', user)),
  ...specDatabases(cluster).flatMap(({ name, owner }) => [...checkDatabaseName('spec.databases', name), ...knownOwner(cluster, owner)]),
  ...checkPooler('spec.pooler', spec.pooler),
  ...checkBackups('spec.backups', spec.backups),
  ...(spec.standby === undefined ? [] : checkStandby('spec.standby', spec.standby)),
  ...parameterIssues(spec),
];

/** Only an upgrade, or its way back, changes the version; it names the one that it comes from. */
const sameVersion = ({ spec, status: { postgresVersion: running } = {} }: PostgresCluster, wanted: number): Issue[] =>
  (running === undefined || running === wanted || spec.restore?.previousVersion === running ? [] : [{
    field: 'spec.postgresVersion', message: `the cluster runs version ${running}, which cannot be changed in place`,
    suggestion: `Set it back to ${running}, and ask for an upgrade (pgo upgrade).`,
  }]);

const knownOwner = (cluster: PostgresCluster, owner: string): Issue[] => (specUsers(cluster).includes(owner)
  ? [] : [{ field: 'spec.databases', message: `there is no user "${owner}" to own a database`, suggestion: 'Name it in spec.users, too.' }]);

const parameterIssues = (spec: CompleteClusterSpec): readonly Issue[] => {
  const checked = checkParameters('spec.parameters', spec.parameters ?? {}, { version: spec.postgresVersion, isRemovable: false });
  return 'issues' in checked ? checked.issues : [];
};
