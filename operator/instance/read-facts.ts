import type { InstanceFacts } from '../cluster/instance-facts.js';
import type { InstanceSession } from './instance-session.js';

/** Asks an instance for its version and when it was started. */
export const readFacts = async (session: InstanceSession): Promise<InstanceFacts> => {
  const rows = await session.query<{ version: string; started: Date }>(
    "SELECT pg_catalog.current_setting('server_version') AS version, pg_catalog.pg_postmaster_start_time() AS started");
  const row = rows[0];
  // Distributions add their own words: `15.20 (Debian 15.20-1)`.
  return { serverVersion: row?.version.split(' ')[0], startedAt: row?.started.toISOString() };
};
