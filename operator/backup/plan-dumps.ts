import { repositoriesOf, RETENTION_DEFAULT } from '../../schema/resource/cluster-defaults.js';
import type { RetentionSpec } from '../../schema/resource/cluster-backups.js';
import type { PostgresBackup } from '../../schema/resource/postgres-backup.js';
import { repositoryKey } from '../postgres/pgbackrest-layout.js';
import { dumpLabel, type DumpPlace, type StoredDump } from '../postgres/stored-dump.js';
import { hasEnded, storedBackup, type BackupWorld } from './backup-world.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What is to be done about dumps, which pgBackRest does not look after. */
export interface DumpsPlan {
  /** Dumps whose time is over. */
  readonly expire: readonly { readonly backup: PostgresBackup; readonly stored: StoredDump }[];
  /** What is left of dumps that came to nothing. */
  readonly clear: readonly DumpPlace[];
}

const NOTHING: DumpsPlan = { expire: [], clear: [] };

/** Decides which dumps go. Those of one database, and those of all, are counted by themselves. */
export const planDumps = (world: BackupWorld): DumpsPlan => {
  const { cluster, backups, look, nowMs } = world;
  if (cluster === undefined || look === undefined || cluster.metadata.deletionTimestamp !== undefined) return NOTHING;
  const over = repositoriesOf(cluster.spec).flatMap((repository) => {
    const own = look.dumps.dumps.filter((dump) => dump.repository === repositoryKey(repository.name));
    return [...new Set(own.map(({ database }) => database))]
      .flatMap((database) => expired(own.filter((dump) => dump.database === database), repository.retention ?? cluster.spec.backups?.retention ?? RETENTION_DEFAULT, nowMs));
  });
  const isBeingMade = ({ label }: DumpPlace): boolean => backups.some((backup) => dumpLabel(backup.metadata) === label && !hasEnded(backup));
  return {
    expire: over.flatMap((stored) => backups.filter((backup) => storedBackup(world, backup) === stored).map((backup) => ({ backup, stored }))),
    clear: look.dumps.partial.filter((place) => !isBeingMade(place)),
  };
};

/** The dumps of one kind whose time is over. The newest always stays. */
const expired = (dumps: readonly StoredDump[], retention: RetentionSpec, nowMs: number): StoredDump[] => {
  const newestFirst = [...dumps].sort((left, right) => right.stoppedAtMs - left.stoppedAtMs);
  const { count, days } = limitsOf(retention);
  return newestFirst.filter((dump, index) => index > 0 && (index >= (count ?? Infinity) || (days !== undefined && dump.stoppedAtMs < nowMs - days * DAY_MS)));
};

/** Where nothing is said of dumps, they are kept as full backups are. */
const limitsOf = ({ logicalBackups, logicalBackupDays, fullBackups, fullBackupDays }: RetentionSpec): { readonly count?: number | undefined; readonly days?: number | undefined } =>
  (logicalBackups === undefined && logicalBackupDays === undefined ? { count: fullBackups, days: fullBackupDays } : { count: logicalBackups, days: logicalBackupDays });
