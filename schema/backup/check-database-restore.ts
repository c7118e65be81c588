import type { RepositoryName } from '../resource/cluster-backups.js';
import type { PostgresBackup } from '../resource/postgres-backup.js';
import type { Checked } from '../validation/issue.js';
import { IDENTIFIER_BYTES_MAX } from '../validation/checks.js';

/** Databases that are needed to make others. */
const RESERVED: readonly string[] = ['postgres', 'template0', 'template1'];

/** One database that can be restored from a dump. */
export interface CheckedDatabaseRestore {
  /** Label of the backup. */
  readonly label: string;
  readonly repository: RepositoryName;
  readonly database: string;
  /** Name that it gets. */
  readonly target: string;
}

const quoted = (value: unknown): string => (JSON.stringify(value ?? null) ?? '').slice(0, 80);

const targetFault = (target: unknown): string | undefined => {
  if (typeof target === 'string' && target !== '' && Buffer.byteLength(target) <= IDENTIFIER_BYTES_MAX && !RESERVED.includes(target)) return undefined;
  return `${quoted(target)} cannot be the name of the restored database`;
};

const sourceOf = (backup: PostgresBackup | undefined): Pick<CheckedDatabaseRestore, 'label' | 'repository'> | undefined => {
  const { label, repository, state, type } = backup?.status ?? {};
  return type === 'LOGICAL' && state === 'SUCCEEDED' && label !== undefined && repository !== undefined ? { label, repository } : undefined;
};

/** Whether a database can be restored from a backup as it is asked for, wherever that comes from. */
export const checkDatabaseRestore = (backup: PostgresBackup | undefined, { database: named, targetDatabase }: { readonly database?: unknown; readonly targetDatabase?: unknown }): Checked<CheckedDatabaseRestore> => {
  const source = sourceOf(backup);
  if (source === undefined) {
    return { issues: [{ field: 'backup', message: 'it is no LOGICAL backup that has succeeded', suggestion: 'Name one that `Cluster.backups` lists as LOGICAL and SUCCEEDED, or clone the cluster from a physical one and take the database from there.' }] };
  }
  const { databases = [] } = backup?.status ?? {};
  const database = named ?? (databases.length === 1 ? databases[0] : undefined);
  if (typeof database !== 'string' || !databases.includes(database)) {
    return { issues: [{ field: 'database', message: named == null ? 'it is not said which database is restored' : `the backup has no database ${quoted(named)}`, suggestion: `Use one of: ${databases.join(', ')}.` }] };
  }
  const target = targetDatabase ?? database;
  const fault = targetFault(target);
  if (fault !== undefined) return { issues: [{ field: 'targetDatabase', message: fault, suggestion: `Use a name of at most ${IDENTIFIER_BYTES_MAX} bytes, none of: ${RESERVED.join(', ')}.` }] };
  return { value: { ...source, database, target: target as string } };
};
