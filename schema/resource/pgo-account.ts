import type { ObjectMeta } from './meta.js';

/** An account of the API: what it may do where, and the hashes of its tokens. */
export interface PgoAccount {
  apiVersion: 'pgo.dev/v1';
  kind: 'PgoAccount';
  metadata: ObjectMeta;
  spec: PgoAccountSpec;
  status?: PgoAccountStatus;
}

/** What an account may do, and how it proves who it is. */
export interface PgoAccountSpec {
  /**
   * Roles, and the namespaces in which each counts.
   * @maxItems 100
   */
  bindings?: AccountBinding[];
  /** When true, nobody gets in with this account. */
  disabled?: boolean;
  /**
   * Tokens of the account; of each only the hash is kept.
   * @maxItems 100
   */
  tokens?: AccountToken[];
  /**
   * Who else comes in as this account: `serviceaccount:NAMESPACE:NAME` of Kubernetes, `certificate:NAME` of a
   * client certificate, or `oidc:SUBJECT` of the identity provider.
   * @maxItems 100
   */
  identities?: string[];
}

/** A role of an account. */
export interface AccountBinding {
  /**
   * Name of the role.
   * @minLength 1
   * @maxLength 253
   */
  role: string;
  /**
   * Namespaces in which the role counts; `*` stands for all.
   * @minItems 1
   * @maxItems 1000
   */
  namespaces: string[];
}

/** A token of an account. */
export interface AccountToken {
  /**
   * Names the token among those of the account.
   * @pattern ^[a-z0-9]{1,32}$
   */
  id: string;
  /**
   * Name for people.
   * @minLength 1
   * @maxLength 100
   */
  name: string;
  /**
   * SHA-256 of the token, hexadecimal.
   * @pattern ^[0-9a-f]{64}$
   */
  hash: string;
  /** When it was made (RFC 3339). */
  createdAt: string;
  /** When it ends (RFC 3339); never when left out. */
  expiresAt?: string;
}

/** What was seen of an account. */
export interface PgoAccountStatus {
  /** When each token was last used (RFC 3339), by the id of the token. Written a few times an hour at most. */
  lastUsedAt?: Record<string, string>;
}
