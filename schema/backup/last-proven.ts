import type { PostgresBackup } from '../resource/postgres-backup.js';

/** When a restore was last proven: the newest successful check of any of the backups (RFC 3339); undefined when there is none. */
export const lastProvenAt = (backups: readonly PostgresBackup[]): string | undefined =>
  backups.flatMap(({ status }) => status?.verifiedAt ?? []).sort().at(-1);
