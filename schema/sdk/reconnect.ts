/** Close codes of the server: the token is missing, wrong or expired; the connection is not allowed. */
export const CLOSE_UNAUTHENTICATED = 4401;
export const CLOSE_FORBIDDEN = 4403;

const DELAY_FIRST_MS = 200;
const DELAY_MAX_MS = 10_000;

/** How long to wait before attempt `attempt` (from 0) to connect again, in ms. `random` is between 0 and 1. */
export const reconnectDelayMs = (attempt: number, random: number): number =>
  Math.min(DELAY_MAX_MS, DELAY_FIRST_MS * 2 ** Math.min(attempt, 16)) * (0.5 + random / 2);

/** The close code of a WebSocket's end, or undefined when it is none. */
export const closeCode = (event: unknown): number | undefined => {
  const code = typeof event === 'object' && event !== null && 'code' in event ? event.code : undefined;
  return typeof code === 'number' ? code : undefined;
};
