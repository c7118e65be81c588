import { setTimeout as pause } from 'node:timers/promises';
import { decodeJwt } from 'jose';
import type { Clock } from '../../kube/clock.js';
import { ApiError } from '../error/api-error.js';
import type { BackOff } from './back-off.js';
import type { Caller } from './caller.js';
import type { ClientCertificate } from './client-certificate.js';
import type { Directory } from './directory.js';
import { TOKEN_PREFIX, bearerToken, hashToken, isSameHash } from './token.js';

/** What a request or a connection says of who sends it. */
export interface Credentials {
  /** The `Authorization` header. */
  readonly authorization: unknown;
  /** Address that it came from. */
  readonly address: string;
  /** The verified certificate of the client. */
  readonly certificate?: ClientCertificate | undefined;
}

/** Finds who sends a request. Throws UNAUTHENTICATED. */
export type Authenticate = (credentials: Credentials) => Promise<Caller>;

/** Another way to find out who sends a token; undefined when the token is none of its kind. Throws UNAUTHENTICATED when it is, and is wrong. */
export type TokenAuthenticator = (token: string) => Promise<Caller | undefined>;

/** What authentication works with. */
export interface AuthenticateOptions {
  readonly directory: Directory;
  /** Whether the accounts are known. */
  readonly isSynced: () => boolean;
  readonly clock: Clock;
  /** Is told of every use of a token of ours. */
  readonly onUse?: (account: string, tokenId: string) => void;
  /** What takes tokens that are none of ours. */
  readonly others?: readonly TokenAuthenticator[];
  readonly backOff: BackOff;
  /** Is told of failures: the address, and how many there were from it in this minute. */
  readonly onFailure?: (address: string, count: number) => void;
}

/** Who asks is not known. */
export const unauthenticated = (message: string): ApiError => new ApiError('UNAUTHENTICATED', message, {
  suggestion: 'Send "Authorization: Bearer TOKEN" (in connectionParams.authorization for WebSocket), or log in with `pgo login`.',
});

const WRONG = 'The token is wrong, expired or revoked.';

/** The account that a token of ours belongs to; undefined when it does not count. */
const callerOfToken = (token: string, { directory, clock, onUse }: AuthenticateOptions): Caller | undefined => {
  const hash = hashToken(token);
  const known = directory.token(hash);
  if (known === undefined || !isSameHash(known.token.hash, hash)) return undefined;
  const { account: { metadata: { name } }, token: { id, expiresAt } } = known;
  const expiresAtMs = expiresAt === undefined ? undefined : Date.parse(expiresAt);
  const isValid = (): boolean => {
    const now = directory.token(hash);
    return now?.account.metadata.name === name && now.account.spec.disabled !== true && (expiresAtMs === undefined || clock.now() < expiresAtMs);
  };
  if (!isValid()) return undefined;
  onUse?.(name, id);
  return { viewer: directory.viewer(name), method: 'token', isValid, ...(expiresAtMs === undefined ? {} : { expiresAtMs }) };
};

/** The account of the certificate that a client showed: the first of its names that is one's identity says which. */
const callerOfCertificate = ({ names, expiresAtMs }: ClientCertificate, { directory, clock }: AuthenticateOptions): Caller | undefined => {
  const identity = names.map((name) => `certificate:${name}`).find((candidate) => directory.accountOf(candidate) !== undefined);
  if (identity === undefined) return undefined;
  const name = directory.accountOf(identity)?.metadata.name ?? '';
  const isValid = (): boolean => {
    const now = directory.accountOf(identity);
    return now?.metadata.name === name && now.spec.disabled !== true && clock.now() < expiresAtMs;
  };
  return isValid() ? { viewer: directory.viewer(name), method: 'certificate', isValid, expiresAtMs } : undefined;
};

const findCaller = async (token: string, options: AuthenticateOptions): Promise<Caller> => {
  const own = callerOfToken(token, options);
  if (own !== undefined) return own;
  if (!token.startsWith(TOKEN_PREFIX)) {
    for (const authenticator of options.others ?? []) {
      const caller = await authenticator(token);
      if (caller !== undefined) return caller;
    }
  }
  throw unauthenticated(WRONG);
};

/** The account that a token names, whether or not it counts: of a token of ours the one that has it, of others the subject, which anyone can write. */
const namedAccount = (token: string | undefined, { directory }: AuthenticateOptions): string | undefined => {
  if (token === undefined) return undefined;
  try {
    return token.startsWith(TOKEN_PREFIX) ? directory.token(hashToken(token))?.account.metadata.name : decodeJwt(token).sub;
  } catch {
    return undefined;
  }
};

/**
 * Finds out who asks: by a token of ours, whose hash stands in an account; by what the other authenticators accept;
 * or, without a token, by the certificate of the client. Whoever fails often has to wait longer for the answer.
 */
export const createAuthenticate = (options: AuthenticateOptions): Authenticate => {
  const { backOff } = options;
  return async ({ authorization, address, certificate }) => {
    const token = bearerToken(authorization);
    try {
      if (token !== undefined) return await findCaller(token, options);
      const caller = certificate === undefined ? undefined : callerOfCertificate(certificate, options);
      if (caller !== undefined) return caller;
      if (certificate !== undefined) throw unauthenticated('The certificate of the client belongs to no account that may come in.');
      throw unauthenticated(authorization == null ? 'This call carries no token.' : 'The Authorization header holds no bearer token.');
    } catch (error) {
      if (!options.isSynced()) throw new ApiError('UNAVAILABLE', 'Tokens cannot be checked yet: the accounts are still being read.', { suggestion: 'Try again in a moment.' });
      const { count, delayMs } = backOff.failed(address);
      options.onFailure?.(address, count);
      const named = namedAccount(token, options);
      const waitMs = named === undefined ? delayMs : Math.max(delayMs, backOff.failed(`account ${hashToken(named)}`).delayMs);
      if (waitMs > 0) await pause(waitMs);
      throw error;
    }
  };
};
