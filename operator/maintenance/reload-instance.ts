import { setTimeout as delay } from 'node:timers/promises';
import { withInstance, type InstanceAddress, type InstanceSession } from '../instance/instance-session.js';
import type { PatroniClient } from '../instance/patroni-client.js';
import { SUPERUSER } from '../postgres/instance-layout.js';

/** How often it is asked whether the configuration was read, and how long between two times, in milliseconds. */
const LOOKS_MAX = 50;
const LOOK_AGAIN_MS = 200;

const loadedAt = async (session: InstanceSession): Promise<string> =>
  (await session.query<{ loaded: string }>('SELECT pg_catalog.pg_conf_load_time()::text AS loaded'))[0]?.loaded ?? '';

/** Has Patroni and PostgreSQL of an instance read their configuration. Resolves when PostgreSQL has. */
export const reloadInstance = async (patroni: PatroniClient | undefined, address: InstanceAddress | undefined): Promise<true> => {
  if (patroni === undefined || address === undefined) throw new Error('it does not run');
  return withInstance<true>(address, SUPERUSER, async (session) => {
    const before = await loadedAt(session);
    await patroni.reload();
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      if (await loadedAt(session) !== before) return true;
      await delay(LOOK_AGAIN_MS);
    }
    throw new Error('PostgreSQL has not read its configuration yet');
  });
};
