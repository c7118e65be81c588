import type { PatroniClient } from './patroni-client.js';

/** Creation times of operations are whole seconds: what started within the same one may have started before. */
const CLOCK_STEP_MS = 1_000;
/** Longest time for PostgreSQL to come back, in seconds. */
const RESTART_TIMEOUT_SECONDS = 300;

/** Restarts the PostgreSQL of an instance, unless that was done since it was asked for. Resolves when it is back. */
export const restartInstance = async (patroni: PatroniClient | undefined, askedAtMs: number): Promise<true> => {
  if (patroni === undefined) throw new Error('its Patroni has no address yet');
  const { startedAt } = await patroni.state();
  if (startedAt !== undefined && Date.parse(startedAt) > askedAtMs + CLOCK_STEP_MS) return true;
  await restartNow(patroni);
  return true;
};

/** Restarts the PostgreSQL of an instance. Resolves when it is back. */
export const restartNow = (patroni: PatroniClient): Promise<void> => patroni.restart({ timeoutSeconds: RESTART_TIMEOUT_SECONDS });
