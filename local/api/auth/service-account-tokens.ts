import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign, verify, type KeyObject } from 'node:crypto';

/** What a token is bound to: it is void once that object is gone. */
export interface BoundObject {
  readonly kind: 'Pod' | 'Secret' | 'Node';
  readonly name: string;
  readonly uid: string;
}

/** What a token of a service account says. */
export interface ServiceAccountClaims {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly audiences: readonly string[];
  readonly bound?: BoundObject;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly id: string;
}

/** The token that is asked for. */
export interface TokenRequest {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** Empty: the API's own. */
  readonly audiences: readonly string[];
  readonly expirationSeconds: number;
  readonly bound?: BoundObject;
}

interface Payload {
  iss: string;
  sub: string;
  aud: string[];
  iat: number;
  nbf: number;
  exp: number;
  jti: string;
  'kubernetes.io': { namespace: string; serviceaccount: { name: string; uid: string } } & Partial<Record<'pod' | 'secret' | 'node', { name: string; uid: string }>>;
}

/** The name by which the API knows itself as issuer and audience of tokens. */
export const API_AUDIENCE = 'https://kubernetes.default.svc.cluster.local';
/** A token is refused when it claims to be issued further in the future than this. */
const SKEW_SECONDS = 60;
const BOUND_KEYS = { Pod: 'pod', Secret: 'secret', Node: 'node' } as const;

/** Makes a new signing key, as PEM. */
export function newTokenKey(): string {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Issues and verifies the tokens of service accounts: JWTs signed with one key (ES256). */
export class ServiceAccountTokens {
  private readonly key: KeyObject;
  private readonly publicKey: KeyObject;
  private readonly keyId: string;
  private readonly now: () => number;

  /** `keyPem` is the private signing key; `now` gives milliseconds since 1970. */
  constructor(keyPem: string, now: () => number) {
    this.key = createPrivateKey(keyPem);
    this.publicKey = createPublicKey(keyPem);
    this.keyId = createHash('sha256').update(this.publicKey.export({ type: 'spki', format: 'der' })).digest('base64url');
    this.now = now;
  }

  issue(request: TokenRequest): { readonly token: string; readonly expiresAt: Date } {
    const issuedAt = Math.floor(this.now() / 1000);
    const expiresAt = issuedAt + request.expirationSeconds;
    const { bound } = request;
    const payload: Payload = {
      iss: API_AUDIENCE,
      sub: `system:serviceaccount:${request.namespace}:${request.name}`,
      aud: request.audiences.length > 0 ? [...request.audiences] : [API_AUDIENCE],
      iat: issuedAt,
      nbf: issuedAt,
      exp: expiresAt,
      jti: randomUUID(),
      'kubernetes.io': {
        namespace: request.namespace,
        serviceaccount: { name: request.name, uid: request.uid },
        ...(bound ? { [BOUND_KEYS[bound.kind]]: { name: bound.name, uid: bound.uid } } : {}),
      },
    };
    const text = `${encode({ alg: 'ES256', kid: this.keyId })}.${encode(payload)}`;
    const signature = sign('sha256', Buffer.from(text), { key: this.key, dsaEncoding: 'ieee-p1363' });
    return { token: `${text}.${signature.toString('base64url')}`, expiresAt: new Date(expiresAt * 1000) };
  }

  /** The claims of a token with a good signature that is valid now; undefined for any other text. Whether its account still exists is not asked here. */
  verify(token: string): ServiceAccountClaims | undefined {
    const [header, body, signature, ...rest] = token.split('.');
    if (!header || !body || !signature || rest.length > 0) return undefined;
    if (decode<{ alg?: string }>(header)?.alg !== 'ES256') return undefined;
    const key = { key: this.publicKey, dsaEncoding: 'ieee-p1363' } as const;
    if (!verify('sha256', Buffer.from(`${header}.${body}`), key, Buffer.from(signature, 'base64url'))) return undefined;
    const payload = decode<Payload>(body);
    const seconds = this.now() / 1000;
    if (!payload || payload.iss !== API_AUDIENCE || payload.exp <= seconds || payload.nbf > seconds + SKEW_SECONDS) return undefined;
    return claimsOf(payload);
  }
}

function claimsOf(payload: Payload): ServiceAccountClaims {
  const about = payload['kubernetes.io'];
  const bound = (['Pod', 'Secret', 'Node'] as const).flatMap((kind) => {
    const object = about[BOUND_KEYS[kind]];
    return object ? [{ kind, ...object }] : [];
  })[0];
  return {
    namespace: about.namespace,
    name: about.serviceaccount.name,
    uid: about.serviceaccount.uid,
    audiences: payload.aud,
    ...(bound ? { bound } : {}),
    issuedAt: payload.iat,
    expiresAt: payload.exp,
    id: payload.jti,
  };
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function decode<T>(text: string): T | undefined {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as T;
  } catch {
    return undefined;
  }
}
