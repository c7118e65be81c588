import { checkParameters } from '../postgres/parameters/check-parameters.js';
import type { PostgresCluster } from '../resource/postgres-cluster.js';
import { checkPostgresVersion } from '../validation/checks.js';
import type { Issue } from '../validation/issue.js';

/** The major version that a cluster runs. */
export const runningVersion = ({ spec, status }: PostgresCluster): number => status?.postgresVersion ?? spec.postgresVersion ?? 0;

/** Whether a backup of a cluster could be restored if something went wrong. */
export const hasBackup = ({ status }: PostgresCluster): boolean => status?.backups?.recoveryWindow?.earliest !== undefined;

/** What keeps a cluster from going to a major version, as far as its specification tells. */
export const checkUpgrade = (cluster: PostgresCluster, to: number, versions: readonly number[]): Issue[] => {
  const from = runningVersion(cluster);
  const parameters = checkParameters('spec.parameters', cluster.spec.parameters ?? {}, { version: to, isRemovable: false });
  return [
    ...checkPostgresVersion('version', to, versions),
    ...(to < from ? [{
      field: 'version', message: `the cluster runs PostgreSQL ${from}, and data are not taken to an older version`,
      suggestion: 'Use `rollback` for the data of before the last upgrade, or restore a backup to a new cluster.',
    }] : []),
    ...(to > from && cluster.spec.standby !== undefined ? [{
      field: 'version', message: 'the cluster follows another one, whose data it has', suggestion: 'Promote it first, or upgrade the other one and make this one anew.',
    }] : []),
    ...('issues' in parameters ? parameters.issues.map((issue) => ({ ...issue, field: 'version', message: `PostgreSQL ${to} does not take ${issue.field}: ${issue.message}` })) : []),
  ];
};

/** The older major version that there is a way back to; undefined when there is none. */
export const versionOfWayBack = (cluster: PostgresCluster): number | undefined => {
  const { previous, previousVersion } = cluster.spec.restore ?? {};
  return previous !== undefined && previousVersion !== undefined && previousVersion < runningVersion(cluster) ? previousVersion : undefined;
};
