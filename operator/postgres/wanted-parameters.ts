import { createHash } from 'node:crypto';

/** A parameter of our own that says which configuration an instance has read. */
export const CONFIGURATION_MARKER = 'pgo.configuration';

/** The parameters with a marker that differs for each set of them, and for what else is loaded with them. */
export const withMarker = (parameters: Readonly<Record<string, string>>, alongside = ''): Record<string, string> => {
  const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...parameters, [CONFIGURATION_MARKER]: createHash('sha256').update(`${JSON.stringify(sorted)}${alongside}`).digest('hex').slice(0, 16) };
};

/** What Patroni gives on the command line of PostgreSQL when nobody sets it; PostgreSQL does not see these change in its file. */
const COMMAND_LINE_DEFAULTS: Readonly<Record<string, string>> = {
  max_connections: '100', max_locks_per_transaction: '64', max_worker_processes: '8', max_prepared_transactions: '0',
  max_wal_senders: '10', max_replication_slots: '10', track_commit_timestamp: 'off', wal_log_hints: 'on',
};

/** The values that PostgreSQL shall have been started with. */
export const commandLineParameters = (wanted: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(COMMAND_LINE_DEFAULTS).map(([name, value]) => [name, wanted[name] ?? value]));

/** Parameters that a replica may not have less of than its primary. */
export const NEVER_LESS_THAN_PRIMARY: ReadonlySet<string> = new Set([
  'max_connections', 'max_locks_per_transaction', 'max_worker_processes', 'max_prepared_transactions', 'max_wal_senders',
]);
