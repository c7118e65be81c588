import type { Viewer } from './viewer.js';

/** Who sends a request or holds a connection, and how long that counts. */
export interface Caller {
  readonly viewer: Viewer;
  /** How they proved who they are. */
  readonly method: 'token' | 'jwt' | 'service-account' | 'certificate';
  /** Until when it counts, in ms since the epoch; for ever when left out. */
  readonly expiresAtMs?: number;
  /** Whether it still counts: the token is not revoked, the account neither gone nor disabled. */
  isValid(): boolean;
}
