import { backoffDelayMs, type Backoff } from '../backoff.js';

/** How a request failed: by an answer, or without one (then `sent` says whether the server may have seen it). */
export type Failure =
  | { readonly kind: 'answer'; readonly code: number; readonly retryAfterMs?: number }
  | { readonly kind: 'connection'; readonly sent: boolean };

/** What is asked again and how often. */
export interface RetryPolicy extends Backoff {
  /** Tries in all. */
  readonly attemptsMax: number;
}

/** Longest wait that a server may ask for with Retry-After, in milliseconds. */
const RETRY_AFTER_MAX_MS = 30_000;
const ANSWERS_SAFE_FOR_ALL = new Set([429]);
const ANSWERS_SAFE_IF_IDEMPOTENT = new Set([429, 500, 502, 503, 504]);

/**
 * Whether to ask again, and after how many milliseconds; undefined means give up. A request that is not idempotent
 * is asked again only when the server surely did not carry it out: it said so (429), or was never reached.
 */
export const retryDelayMs = (
  policy: RetryPolicy,
  failure: Failure,
  attempt: { readonly failures: number; readonly idempotent: boolean },
  random: () => number,
): number | undefined => {
  if (attempt.failures >= policy.attemptsMax) return undefined;
  const delayMs = backoffDelayMs(policy, attempt.failures, random);
  if (failure.kind === 'connection') return attempt.idempotent || !failure.sent ? delayMs : undefined;
  const safe = attempt.idempotent ? ANSWERS_SAFE_IF_IDEMPOTENT : ANSWERS_SAFE_FOR_ALL;
  if (!safe.has(failure.code)) return undefined;
  return Math.max(delayMs, Math.min(failure.retryAfterMs ?? 0, RETRY_AFTER_MAX_MS));
};
