import { SECRET } from '../../kube/core-kinds.js';
import type { KubeClient } from '../../kube/client/kube-client.js';
import type { Clock } from '../../kube/clock.js';
import type { Logger } from '../../kube/logger.js';
import { ApiError } from '../error/api-error.js';
import { bearerToken, hashToken, isSameHash } from './token.js';
import { BOOTSTRAP_ACCOUNT, LABEL_TOKEN, type StoredToken, readTokenSecret } from './token-secret.js';
import { ADMIN_ROLE, ALL_NAMESPACES, type Viewer } from './viewer.js';

/** Finds who sends an `Authorization` header. Throws UNAUTHENTICATED. */
export type Authenticate = (authorization: unknown) => Promise<Viewer>;

/** Where tokens are looked up. */
export interface AuthenticateOptions {
  readonly client: Pick<KubeClient, 'list'>;
  readonly namespace: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How long the list of tokens is used before it is read again, and how soon at the earliest for an unknown token. */
const TOKENS_TTL_MS = 10_000;
const UNKNOWN_TOKEN_INTERVAL_MS = 1_000;

const unauthenticated = (message: string): ApiError => new ApiError('UNAUTHENTICATED', message, {
  suggestion: 'Send "Authorization: Bearer TOKEN" (in connectionParams.authorization for WebSocket), or log in with `pgo login`.',
});

/** The administrator. One object for one account with the same rights: what is shared among subscribers is shared by it. */
const ADMIN: Viewer = { name: BOOTSTRAP_ACCOUNT, bindings: [{ role: ADMIN_ROLE, namespaces: [ALL_NAMESPACES] }] };

/** The accounts that there are: today the administrator alone. */
const viewerOf = ({ account }: StoredToken): Viewer | undefined => (account === BOOTSTRAP_ACCOUNT ? ADMIN : undefined);

/** Authentication by API tokens, whose hashes are kept in Secrets. */
export const authenticateByToken = ({ client, namespace, clock, logger }: AuthenticateOptions): Authenticate => {
  let tokens: readonly StoredToken[] = [];
  let readAtMs = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  const read = async (): Promise<void> => {
    readAtMs = clock.now();
    try {
      const secrets = await client.list(SECRET, { namespace, labelSelector: LABEL_TOKEN });
      tokens = secrets.map(readTokenSecret).filter((token) => token !== undefined);
    } catch (error) {
      logger.warn({ err: error }, 'The tokens could not be read; those known before still count.');
      if (tokens.length === 0) {
        readAtMs = Number.NEGATIVE_INFINITY;
        throw new ApiError('UNAVAILABLE', 'Tokens cannot be checked: Kubernetes does not answer.', { suggestion: 'Try again in a moment.', cause: error });
      }
    }
  };
  const refresh = (ageMs: number): Promise<void> | undefined => {
    if (clock.now() - readAtMs < ageMs) return reading;
    return reading ??= read().finally(() => { reading = undefined; });
  };
  const find = (hash: string): StoredToken | undefined => {
    let found: StoredToken | undefined;
    for (const token of tokens) if (isSameHash(token.hash, hash)) found = token;
    return found;
  };

  return async (authorization) => {
    const token = bearerToken(authorization);
    if (token === undefined) throw unauthenticated('This call carries no token.');
    const hash = hashToken(token);
    await refresh(TOKENS_TTL_MS);
    if (find(hash) === undefined) await refresh(UNKNOWN_TOKEN_INTERVAL_MS);
    const stored = find(hash);
    const viewer = stored && viewerOf(stored);
    if (viewer === undefined) throw unauthenticated('The token is wrong, expired or revoked.');
    return viewer;
  };
};
