import type { Client, ClientOptions as WebSocketOptions } from 'graphql-ws/client';
import {
  type ClientOptions, type DocumentOptions, PENDING_EVENTS_MAX_DEFAULT, RECONNECT_ATTEMPTS_MAX_DEFAULT, currentToken, endpointOf, tlsOf,
} from './client-options.js';
import { documentIdOf, isUnknownDocument } from './document-id.js';
import { EventQueue } from './event-queue.js';
import { type AnsweredError, PgoError, answeredError, unavailable } from './pgo-error.js';
import { CLOSE_FORBIDDEN, CLOSE_UNAUTHENTICATED, closeCode, reconnectDelayMs } from './reconnect.js';

/** Subscriptions over one WebSocket connection, which is made at the first of them. */
export interface Subscriptions {
  subscribe<R>(document: string, variables: unknown, options?: DocumentOptions): AsyncIterableIterator<R>;
  close(): Promise<void>;
}

/** How often a connection is tried that has never come about. */
const FIRST_ATTEMPTS_MAX = 3;
/** How often the connection is checked, and how long the server may take to answer, in ms. */
const PING_INTERVAL_MS = 15_000;
const PONG_TIMEOUT_MS = 10_000;

const loadWebSocket = async (options: ClientOptions): Promise<unknown> => {
  if (options.webSocket !== undefined) return options.webSocket;
  const tls = tlsOf(options);
  if (tls === undefined && typeof WebSocket !== 'undefined') return WebSocket;
  const { default: NodeWebSocket } = await import('ws');
  if (tls === undefined) return NodeWebSocket;
  return class TlsWebSocket extends NodeWebSocket {
    constructor(address: string, protocols: string | string[]) {
      super(address, protocols, tls);
    }
  };
};

/** Ends a connection whose server no longer answers, so that it is made again. */
const heartbeat = (client: () => Client | undefined): Pick<NonNullable<WebSocketOptions['on']>, 'ping' | 'pong' | 'closed'> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => clearTimeout(timer);
  return {
    ping: (received) => {
      if (received) return;
      timer = setTimeout(() => client()?.terminate(), PONG_TIMEOUT_MS);
    },
    pong: (received) => { if (received) stop(); },
    closed: stop,
  };
};

const connect = async (options: ClientOptions): Promise<Client> => {
  const [{ createClient }, webSocketImpl] = await Promise.all([import('graphql-ws/client'), loadWebSocket(options)]);
  const attemptsMax = options.reconnectAttemptsMax ?? RECONNECT_ATTEMPTS_MAX_DEFAULT;
  let wasConnected = false;
  let failuresInARow = 0;
  const client: Client = createClient({
    url: endpointOf(options.url).replace(/^http/, 'ws'),
    webSocketImpl,
    connectionParams: async () => {
      const token = await currentToken(options);
      return token === undefined ? {} : { authorization: `Bearer ${token}` };
    },
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: (event) => {
      const code = closeCode(event);
      if (code === CLOSE_UNAUTHENTICATED || code === CLOSE_FORBIDDEN) return false;
      failuresInARow += 1;
      return failuresInARow < (wasConnected ? attemptsMax : FIRST_ATTEMPTS_MAX);
    },
    retryWait: (attempt) => new Promise((resolve) => { setTimeout(resolve, reconnectDelayMs(attempt, Math.random())); }),
    keepAlive: PING_INTERVAL_MS,
    on: {
      connected: () => {
        wasConnected = true;
        failuresInARow = 0;
      },
      ...heartbeat(() => client),
    },
  });
  return client;
};

/**
 * Leaves a subscription once the messages that have arrived with the current one are dealt with: were it left between an
 * answer and the "complete" in the same packet, graphql-ws would count it twice as over, close the connection with the
 * other subscriptions of this client on it, and say that they are complete.
 */
const leaveLater = (leave: () => void): void => { setTimeout(leave, 0); };

const toError = (url: string, failure: unknown): unknown => {
  if (failure instanceof PgoError) return failure;
  if (Array.isArray(failure)) return answeredError(failure as AnsweredError[]);
  const code = closeCode(failure);
  if (code === CLOSE_UNAUTHENTICATED || code === CLOSE_FORBIDDEN) {
    const reason = (failure as { reason?: string }).reason;
    return new PgoError(reason === undefined || reason === '' ? 'The token is missing, wrong or expired.' : reason, {
      code: code === CLOSE_UNAUTHENTICATED ? 'UNAUTHENTICATED' : 'FORBIDDEN',
      suggestion: 'Log in again, or pass another token.',
      cause: failure,
    });
  }
  const reason = (failure as { message?: unknown; reason?: unknown } | undefined);
  const text = [reason?.message, reason?.reason].find((part) => typeof part === 'string' && part !== '');
  return unavailable(url, `lost the connection${text === undefined ? '' : `: ${String(text)}`}${code === undefined ? '' : ` (close code ${code})`}`, failure);
};

/** Subscriptions of a client. */
export const subscriptionsOver = (options: ClientOptions): Subscriptions => {
  let connection: Promise<Client> | undefined;
  const url = endpointOf(options.url);
  return {
    subscribe<R>(document: string, variables: unknown, { signal, isOwn = false }: DocumentOptions = {}): AsyncIterableIterator<R> {
      let dispose: (() => void) | undefined;
      const abort = (): void => queue.fail(signal?.reason);
      const queue = new EventQueue<R>(options.pendingEventsMax ?? PENDING_EVENTS_MAX_DEFAULT, () => {
        signal?.removeEventListener('abort', abort);
        if (dispose !== undefined) leaveLater(dispose);
      });
      if (signal?.aborted === true) {
        abort();
        return queue;
      }
      signal?.addEventListener('abort', abort, { once: true });
      const open = (client: Client, documentId: string | undefined): void => {
        if (queue.isEnded) return;
        const sent = documentId === undefined ? { query: document } : { query: '', extensions: { documentId } };
        dispose = client.subscribe<R>({ ...sent, variables: variables as Record<string, unknown> | null }, {
          next: ({ data, errors }) => {
            if (errors !== undefined && errors.length > 0) queue.fail(answeredError(errors));
            else if (data != null && !queue.push(data)) queue.fail(unavailable(url, 'sent more events than were taken from the subscription'));
          },
          error: (failure) => {
            const error = toError(url, failure);
            if (documentId !== undefined && isUnknownDocument(error)) open(client, undefined);
            else queue.fail(error);
          },
          complete: () => queue.end(),
        });
      };
      connection ??= connect(options);
      Promise.all([connection, isOwn ? documentIdOf(document) : undefined]).then(([client, documentId]) => open(client, documentId)).catch((error: unknown) => queue.fail(toError(url, error)));
      return queue;
    },
    async close() {
      const open = connection;
      connection = undefined;
      // Rejects when it is being made again: then there is nothing to close.
      await Promise.resolve((await open)?.dispose()).catch(() => {});
    },
  };
};
