import type { Caller } from '../auth/caller.js';
import type { Directory } from '../auth/directory.js';
import type { Clock } from '../../kube/clock.js';

/** Longest time between two looks at whether a caller still counts, in ms: a timer holds no longer ones. */
const LOOK_AGAIN_MAX_MS = 60 * 60 * 1000;

/**
 * Calls `end` once, as soon as a caller counts no longer: when accounts change, or at the time when the token ends.
 * Returns the function that stops looking.
 */
export const superviseCaller = (caller: Caller, { directory, clock }: { directory: Directory; clock: Clock }, end: () => void): (() => void) => {
  let cancelTimer = (): void => {};
  const look = (): void => {
    if (caller.isValid()) return;
    stop();
    end();
  };
  const wait = (): void => {
    if (caller.expiresAtMs === undefined) return;
    cancelTimer = clock.after(Math.min(LOOK_AGAIN_MAX_MS, caller.expiresAtMs - clock.now()), () => {
      if (caller.isValid()) wait();
      else look();
    });
  };
  const stopWatching = directory.onChange(look);
  const stop = (): void => {
    stopWatching();
    cancelTimer();
  };
  wait();
  return stop;
};
