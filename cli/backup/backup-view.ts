import type { ClusterBackupsQuery } from '../../schema/sdk/client.js';

/** A cluster with its backups as verbs read it. */
export type ClusterBackupsView = NonNullable<ClusterBackupsQuery['cluster']>;
/** A backup as verbs read it. */
export type BackupView = ClusterBackupsView['backups']['nodes'][number];
