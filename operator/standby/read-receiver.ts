import type { ReceiverFacts } from '../cluster/observed-standby.js';
import type { InstanceSession } from '../instance/instance-session.js';

/** Asks the leader of a standby cluster what it receives. */
export const readReceiver = async (session: InstanceSession): Promise<ReceiverFacts> => {
  const rows = await session.query<{ status: string; lag: string | null }>(
    `SELECT status, pg_catalog.pg_wal_lsn_diff(latest_end_lsn, pg_catalog.pg_last_wal_replay_lsn())::text AS lag
     FROM pg_catalog.pg_stat_wal_receiver WHERE pg_catalog.pg_is_in_recovery()`);
  const row = rows[0];
  if (row?.status !== 'streaming') return { streaming: false };
  return { streaming: true, ...(row.lag === null ? {} : { lagBytes: Math.max(0, Number(row.lag)) }) };
};
