import type { OidcSettings } from './auth/jwt-authenticator.js';

/** What one major version of PostgreSQL is run from. */
export interface CatalogEntry {
  /** Container image of the instances. */
  readonly image?: string;
}

/** Bounds of what clients may ask for. Every refusal names the bound. */
export interface ServerLimits {
  /** Size of a request body and of a WebSocket message in bytes. */
  readonly bodyBytesMax: number;
  /** Nesting of fields in a document. */
  readonly depthMax: number;
  /** Aliases in a document. */
  readonly aliasesMax: number;
  /** Tokens in a document. */
  readonly tokensMax: number;
  /** Cost of a document, after the rules of graphql-armor. */
  readonly costMax: number;
  /** Requests of one account in a second, on average. */
  readonly requestsPerSecondMax: number;
  /** Requests of one account at once, after it has asked for nothing. */
  readonly requestsBurstMax: number;
  /** Failures of one address in a minute to say who it is that are answered at once; later ones wait longer and longer. */
  readonly authenticationFailuresFreeMax: number;
  /** Entries on a page of a list. */
  readonly pageSizeMax: number;
  /** Entries on a page when `first` is left out. */
  readonly pageSizeDefault: number;
  /** WebSocket connections of the whole server. */
  readonly connectionsMax: number;
  /** Subscriptions on one WebSocket connection. */
  readonly subscriptionsPerConnectionMax: number;
  /** Subscriptions of one account on all its connections. */
  readonly subscriptionsPerViewerMax: number;
  /** Objects that wait for one slow subscriber; the latest state of each wins. */
  readonly pendingObjectsPerSubscriberMax: number;
  /** How long a client may take to send a request, in ms. */
  readonly requestTimeoutMs: number;
  /** How long a WebSocket may stay without `connection_init`, in ms. */
  readonly connectionInitTimeoutMs: number;
  /** How long a mutation waits until its own write is visible to queries, in ms. */
  readonly readYourWritesTimeoutMs: number;
  /** How long an idempotency key counts at least, from the call that brought it, in ms. */
  readonly idempotencyKeyKeptMs: number;
  /** Idempotency keys of one account that are kept at once. */
  readonly idempotencyKeysPerViewerMax: number;
}

/** The limits that hold where nothing else is set. */
export const LIMITS_DEFAULT: ServerLimits = {
  bodyBytesMax: 1_048_576,
  depthMax: 12,
  aliasesMax: 30,
  tokensMax: 4_000,
  costMax: 20_000,
  requestsPerSecondMax: 5_000,
  requestsBurstMax: 20_000,
  authenticationFailuresFreeMax: 100,
  pageSizeMax: 100,
  pageSizeDefault: 50,
  connectionsMax: 1_000,
  subscriptionsPerConnectionMax: 100,
  subscriptionsPerViewerMax: 1_000,
  pendingObjectsPerSubscriberMax: 10_000,
  requestTimeoutMs: 30_000,
  connectionInitTimeoutMs: 5_000,
  readYourWritesTimeoutMs: 2_000,
  idempotencyKeyKeptMs: 86_400_000,
  idempotencyKeysPerViewerMax: 10_000,
};

/** Certificate of the server, PEM. */
export interface ServerTls {
  readonly cert: string;
  readonly key: string;
  /** Authority of certificates that clients may show in place of a token; none counts when left out. */
  readonly clientCa?: string;
}

/** How the server is run. Read once at start, never changed. */
export interface ServerSettings {
  /** Address to listen on. */
  readonly host: string;
  /** TCP port to listen on; 0 takes a free one. */
  readonly port: number;
  /** What HTTPS is served with; plain HTTP when left out. */
  readonly tls?: ServerTls;
  /** Version of the program. */
  readonly version: string;
  /** Namespace of the program's own objects (Secrets of tokens). */
  readonly operatorNamespace: string;
  /** Major versions of PostgreSQL that clusters can be made with. */
  readonly catalog: Readonly<Record<string, CatalogEntry>>;
  /** What `serverInfo.kubernetes` says of the Kubernetes API. */
  readonly kubernetes?: Readonly<Record<string, unknown>>;
  /** Identity provider whose tokens are taken beside ours. */
  readonly oidc?: OidcSettings;
  /** Whether another part of the program that `/readyz` depends on is ready (a leader is known). */
  readonly isReady?: () => boolean;
  /** Whether the cache hears of changes now. */
  readonly isConnected?: () => boolean;
  readonly limits: ServerLimits;
  /** Whether clients may ask for the schema, and are told what a wrong name may have meant; so when left out. */
  readonly introspection?: boolean;
  /** Whether only the documents of our own clients are answered; any when left out. */
  readonly trustedDocumentsOnly?: boolean;
}
