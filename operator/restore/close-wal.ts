import { addressOf } from '../cluster/database-work.js';
import { primaryOf } from '../cluster/instance-health.js';
import type { ClusterWorld } from '../cluster/world.js';
import { withInstance } from '../instance/instance-session.js';
import { SUPERUSER } from '../postgres/instance-layout.js';

/**
 * Commits something and has the WAL archived, where there is a primary: recovery to a moment ends at the first commit after
 * it, and in a quiet database there would be none.
 */
export const closeWal = async (world: ClusterWorld): Promise<void> => {
  const primary = primaryOf(world);
  const address = primary === undefined ? undefined : addressOf(world, primary);
  if (address === undefined) return;
  await withInstance(address, SUPERUSER, async (session) => {
    await session.query('SET synchronous_commit = local');
    await session.query('SELECT pg_catalog.txid_current()');
    await session.query("SELECT pg_catalog.pg_create_restore_point('before a restore'), pg_catalog.pg_switch_wal()");
  }).catch(() => undefined);
};
