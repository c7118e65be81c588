import { type JWTPayload, createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import type { Clock } from '../../kube/clock.js';
import type { AccountBinding } from '../../schema/resource/pgo-account.js';
import { ApiError } from '../error/api-error.js';
import { type TokenAuthenticator, unauthenticated } from './authenticate.js';
import type { Caller } from './caller.js';
import type { Directory } from './directory.js';

/** An identity provider whose tokens are taken. */
export interface OidcSettings {
  /** The issuer, exactly as its tokens name it. */
  readonly issuer: string;
  /** Whom its tokens have to be made for. */
  readonly audience: string;
  /** Claim with the name that is shown; `sub` when left out. */
  readonly nameClaim?: string;
  /** Claim with the groups of a person: a text or a list of texts; `groups` when left out. */
  readonly groupsClaim?: string;
  /** Roles by group. */
  readonly bindings?: Readonly<Record<string, readonly AccountBinding[]>>;
}

/** Signatures that are taken: by keys of which the provider publishes one half only. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
/** How far clocks may be apart, in seconds. */
const CLOCK_SKEW_SECONDS = 30;
const DISCOVERY_TIMEOUT_MS = 5_000;

type Keys = ReturnType<typeof createRemoteJWKSet>;

/** Asks the provider where its keys are. */
const discover = async (issuer: string): Promise<Keys> => {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(DISCOVERY_TIMEOUT_MS) });
  const { issuer: named, jwks_uri: keys } = await response.json() as { issuer?: string; jwks_uri?: string };
  if (named !== issuer || keys === undefined) throw new Error(`The provider at ${issuer} calls itself ${named ?? 'nothing'}.`);
  return createRemoteJWKSet(new URL(keys), { timeoutDuration: DISCOVERY_TIMEOUT_MS });
};

const issuerOf = (token: string): string | undefined => {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
};

const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).filter((text) => typeof text === 'string');

const callerOf = (payload: JWTPayload, settings: OidcSettings, { directory, clock }: { directory: Directory; clock: Clock }): Caller => {
  const { sub = '', exp } = payload;
  const expiresAtMs = (exp ?? 0) * 1000;
  const identity = `oidc:${sub}`;
  const name = directory.accountOf(identity)?.metadata.name;
  const isCurrent = (): boolean => clock.now() < expiresAtMs + CLOCK_SKEW_SECONDS * 1000;
  if (name !== undefined) {
    const isValid = (): boolean => isCurrent() && directory.accountOf(identity)?.metadata.name === name && directory.account(name)?.spec.disabled !== true;
    if (!isValid()) throw unauthenticated('The account of this token may not come in.');
    return { viewer: directory.viewer(name), method: 'jwt', expiresAtMs, isValid };
  }
  const groups = textsOf(payload[settings.groupsClaim ?? 'groups']);
  const bindings = groups.flatMap((group) => settings.bindings?.[group] ?? []);
  const [shown = sub] = textsOf(payload[settings.nameClaim ?? 'sub']);
  // Someone may be given an account later, or be locked out by a disabled one: then this counts no longer.
  return { viewer: directory.guest(`oidc:${shown}`, bindings), method: 'jwt', expiresAtMs, isValid: () => isCurrent() && directory.accountOf(identity) === undefined };
};

/**
 * Takes the tokens of an identity provider (OpenID Connect): signed by one of its keys, made for us, not ended. Its
 * keys are read anew when a token names one that is not known. Who has an account with the identity `oidc:SUBJECT` is
 * that account; others have the roles of their groups.
 */
export const createJwtAuthenticator = (settings: OidcSettings, parts: { readonly directory: Directory; readonly clock: Clock }): TokenAuthenticator => {
  let keys: Promise<Keys> | undefined;
  const keysNow = (): Promise<Keys> => keys ??= discover(settings.issuer).catch((error: unknown) => {
    keys = undefined;
    throw new ApiError('UNAVAILABLE', 'The identity provider does not answer.', { suggestion: 'Try again in a moment.', cause: error });
  });
  return async (token) => {
    if (issuerOf(token) !== settings.issuer) return undefined;
    const known = await keysNow();
    const { payload } = await jwtVerify(token, known, {
      issuer: settings.issuer, audience: settings.audience, algorithms: ALGORITHMS, clockTolerance: CLOCK_SKEW_SECONDS, requiredClaims: ['exp', 'sub'], currentDate: new Date(parts.clock.now()),
    }).catch((error: unknown) => { throw (error as { code?: string }).code === 'ERR_JWKS_TIMEOUT' ? new ApiError('UNAVAILABLE', 'The identity provider does not answer.', { suggestion: 'Try again in a moment.', cause: error })
      : unauthenticated('The token is wrong, expired, or made for someone else.'); });
    return callerOf(payload, settings, parts);
  };
};
