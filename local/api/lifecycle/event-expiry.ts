import type { ApiAccess } from '../../api-access.js';

const EVENTS = { group: '', version: 'v1', plural: 'events' };
/** Milliseconds for which an Event is kept after it happened last. */
const KEPT_MS = 60 * 60_000;
/** Milliseconds between looks. */
const LOOK_MS = 60_000;

/** Removes Events an hour after they happened last, as a real API server does. */
export function startEventExpiry(access: ApiAccess, clock: () => number): { stop(): void } {
  const look = (): void => {
    const oldestMs = clock() - KEPT_MS;
    for (const { metadata, ...event } of access.list(EVENTS)) {
      const { lastTimestamp } = event as { lastTimestamp?: string };
      if (Date.parse(lastTimestamp ?? metadata.creationTimestamp ?? '') >= oldestMs) continue;
      const { namespace, name, uid = '' } = metadata;
      // An Event that cannot be deleted now is found again at the next look.
      access.delete(EVENTS, { namespace, name }, { preconditions: { uid } }).catch(() => undefined);
    }
  };
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
