/** How a client reaches its server. */
export interface ClientOptions {
  /** Address of the GraphQL endpoint, or of the server: without a path, `/graphql` is added. */
  readonly url: string;
  /** API token, or a function that is asked for it before every request and every connection. */
  readonly token?: string | undefined | (() => string | undefined | Promise<string | undefined>);
  /** Certificate authority (PEM) to trust in place of the platform's own. Only in Node. */
  readonly ca?: string | undefined;
  /** Certificate and key (PEM) to show the server in place of a token. Only in Node. */
  readonly clientCertificate?: { readonly cert: string; readonly key: string } | undefined;
  /** How long one request may take, in ms. Default 30,000. */
  readonly timeoutMs?: number;
  /** How often a lost connection is made again before a subscription fails. Default 60, with waits of up to 10 s. */
  readonly reconnectAttemptsMax?: number;
  /** Events that wait for a slow consumer before its subscription fails. Default 10,000. */
  readonly pendingEventsMax?: number;
  /** In place of the platform's fetch. */
  readonly fetch?: typeof fetch;
  /** In place of the platform's WebSocket. */
  readonly webSocket?: unknown;
}

/** Options of one call. */
export interface CallOptions {
  /** Ends the call, or the subscription. */
  readonly signal?: AbortSignal | undefined;
  /** How long this call may take, in ms. Not for subscriptions. */
  readonly timeoutMs?: number | undefined;
}

/** What holds where the options say nothing. */
export const TIMEOUT_MS_DEFAULT = 30_000;
export const RECONNECT_ATTEMPTS_MAX_DEFAULT = 60;
export const PENDING_EVENTS_MAX_DEFAULT = 10_000;

/** The GraphQL endpoint of an address. */
export const endpointOf = (url: string): string => {
  const endpoint = new URL(url);
  if (endpoint.pathname === '/') endpoint.pathname = '/graphql';
  return endpoint.href;
};

/** What a connection of Node is told that the platform's own cannot be; undefined when there is nothing to tell. */
export const tlsOf = ({ ca, clientCertificate }: Pick<ClientOptions, 'ca' | 'clientCertificate'>): { ca?: string; cert?: string; key?: string } | undefined =>
  (ca === undefined && clientCertificate === undefined ? undefined : { ...(ca === undefined ? {} : { ca }), ...clientCertificate });

/** How a document is sent. */
export interface DocumentOptions extends CallOptions {
  /** Whether it is one of the SDK's own, which go by their id where the server has them. */
  readonly isOwn?: boolean;
}

/** The token to use now. */
export const currentToken = async ({ token }: ClientOptions): Promise<string | undefined> => (typeof token === 'function' ? token() : token);
