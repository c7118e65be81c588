import type { InstanceSession } from './instance-session.js';

/** Cause of the error of a replica that was asked and does not stream. */
export const NOT_STREAMING = 'not streaming';

/**
 * Resolves when a replica streams from its primary; rejects when it does not yet. Patroni before 4 says `running` for a
 * replica from the moment that it takes connections, and later ones say `streaming` only at their next turn.
 */
export const requireStream = async (session: InstanceSession): Promise<true> => {
  const rows = await session.query<{ status: string }>('SELECT status FROM pg_catalog.pg_stat_wal_receiver');
  if (rows[0]?.status !== 'streaming') throw new Error('it does not stream from the primary yet', { cause: NOT_STREAMING });
  return true;
};
