import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ExecutionArgs, GraphQLError, GraphQLSchema } from 'graphql';
import { type Context as SocketContext, handleProtocols, type SubscribePayload } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Authenticate } from '../auth/authenticate.js';
import type { Caller } from '../auth/caller.js';
import { clientCertificateOf, isSameOrigin } from '../auth/client-certificate.js';
import type { Context, Services } from '../context.js';
import type { ServerLimits } from '../settings.js';
import { ApiError } from '../error/api-error.js';
import { formatError } from '../error/format-error.js';
import { type CheckedDocument, documentChecker } from './document-rules.js';
import { createSharedSubscribe } from '../live/shared-execution.js';
import { Standings } from '../live/standings.js';
import type { RequestBudget } from './request-budget.js';
import type { Metrics } from './metrics.js';
import { textOf } from './trusted-documents.js';
import { superviseCaller } from './supervise-caller.js';

/** Close code for a token that is missing, wrong or expired. */
const CLOSE_UNAUTHENTICATED = 4401;
/** Longest reason that a close frame holds, in bytes. */
const CLOSE_REASON_BYTES_MAX = 123;

type Params = Record<string, unknown>;
type SocketExtra = Extra & Record<PropertyKey, unknown> & { caller?: Caller };
type Socket = SocketContext<Params, SocketExtra>;

/** What WebSocket connections are served with. */
export interface WebSocketOptions {
  readonly schema: GraphQLSchema;
  readonly authenticate: Authenticate;
  readonly services: Services;
  readonly metrics: Metrics;
  readonly budget: RequestBudget;
}

const tooManySubscriptions = (who: string, max: number): ApiError => new ApiError('RATE_LIMITED', `${who} has ${max} subscriptions already.`, {
  suggestion: 'End one first, or watch several clusters with one `clustersChanged`.',
});

/** Why one more subscription is too many; undefined when it is not. */
const excess = ({ subscriptions }: Socket, open: number, limits: ServerLimits): ApiError | undefined => {
  const { subscriptionsPerConnectionMax, subscriptionsPerViewerMax } = limits;
  if (Object.keys(subscriptions).length > subscriptionsPerConnectionMax) return tooManySubscriptions('This connection', subscriptionsPerConnectionMax);
  return open >= subscriptionsPerViewerMax ? tooManySubscriptions('This account', subscriptionsPerViewerMax) : undefined;
};

/** Counts what each account has open. */
class OpenOperations {
  readonly #byAccount = new Map<string, number>();

  of(account: string): number {
    return this.#byAccount.get(account) ?? 0;
  }

  add(account: string, difference: 1 | -1): void {
    const now = this.of(account) + difference;
    if (now > 0) this.#byAccount.set(account, now);
    else this.#byAccount.delete(account);
  }
}

/** The arguments of an operation on a connection, once it is known to be allowed. */
const operationArgs = ({ schema, services, budget }: WebSocketOptions, open: OpenOperations): ((socket: Socket, payload: SubscribePayload) => ExecutionArgs | readonly GraphQLError[]) => {
  const check = documentChecker(schema, services.settings);
  return (socket, { query, variables, operationName, extensions }) => {
    const { caller } = socket.extra;
    if (caller === undefined) throw new Error('A connection came past authentication without a viewer.');
    const { viewer } = caller;
    const tooMany = excess(socket, open.of(viewer.name), services.settings.limits);
    if (tooMany !== undefined) return [tooMany];
    const contextValue: Context = { viewer, address: socket.extra.request.socket.remoteAddress, services, correlationId: randomUUID() };
    const checked = ((): CheckedDocument => {
      try {
        budget.take(viewer.name);
        return check(String(textOf({ query, documentId: extensions?.documentId }, contextValue)));
      } catch (error) {
        return { errors: [error as ApiError] };
      }
    })();
    if ('errors' in checked) return checked.errors;
    return { schema, document: checked.document, variableValues: variables, operationName, contextValue };
  };
};

/** Closes a connection as soon as its token counts no longer. */
const superviseSocket = ({ extra: { socket } }: Socket, caller: Caller, services: Services): void => {
  const stop = superviseCaller(caller, services, () => socket.close(CLOSE_UNAUTHENTICATED, 'The token has ended, was revoked, or its account may no longer come in.'));
  socket.once('close', stop);
};

const authenticateSocket = async (socket: Socket, { authenticate, services }: WebSocketOptions): Promise<boolean> => {
  try {
    const authorization = socket.connectionParams?.authorization ?? socket.connectionParams?.Authorization;
    const { request } = socket.extra;
    socket.extra.caller = await authenticate({ authorization, address: request.socket.remoteAddress ?? '', certificate: clientCertificateOf(request) });
    superviseSocket(socket, socket.extra.caller, services);
    return true;
  } catch (error) {
    const isRefused = error instanceof ApiError && error.code === 'UNAUTHENTICATED';
    if (!isRefused) services.logger.warn({ err: error }, 'A WebSocket connection could not be authenticated.');
    const [code, reason] = isRefused ? [CLOSE_UNAUTHENTICATED, error.message] : [1013, 'Try again later.'];
    socket.extra.socket.close(code, reason.slice(0, CLOSE_REASON_BYTES_MAX));
    return false;
  }
};

const correlationOf = ({ contextValue }: ExecutionArgs): string => (contextValue as Context).correlationId;

const protocol = (server: WebSocketServer, options: WebSocketOptions): { dispose: () => Promise<void> } => {
  const { services, metrics } = options;
  const { limits } = services.settings;
  const standings = new Standings();
  const stopWatching = services.directory.onChange(() => standings.recheck());
  const open = new OpenOperations();
  const argsOf = operationArgs(options, open);
  const count = ({ extra }: Socket, difference: 1 | -1): void => {
    metrics.subscriptions.inc(difference);
    if (extra.caller !== undefined) open.add(extra.caller.viewer.name, difference);
  };
  const { dispose } = useServer<Params, SocketExtra>({
    subscribe: createSharedSubscribe(standings),
    connectionInitWaitTimeout: limits.connectionInitTimeoutMs,
    onConnect: (socket) => authenticateSocket(socket, options),
    onSubscribe: (socket, _id, payload) => argsOf(socket, payload),
    onOperation: (socket) => count(socket, 1),
    onNext: (...[, , , args, result]) => {
      metrics.events.inc();
      return result.errors === undefined ? undefined
        : { ...result, errors: result.errors.map((error) => formatError(error, correlationOf(args), services.logger)) };
    },
    onError: (_socket, _id, _payload, errors) => {
      const correlationId = randomUUID();
      return errors.map((error) => formatError(error, correlationId, services.logger));
    },
    onComplete: (socket) => count(socket, -1),
  }, server);
  return {
    async dispose() {
      stopWatching();
      await dispose();
    },
  };
};

const refuseUpgrade = (socket: Duplex, status: string): void => {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
};

/** Serves graphql-transport-ws on the server's own port. Resolves, when called, once every connection is told to go. */
export const serveWebSocket = (server: Server, path: string, options: WebSocketOptions): (() => Promise<void>) => {
  const { limits } = options.services.settings;
  const sockets = new WebSocketServer({ noServer: true, handleProtocols, maxPayload: limits.bodyBytesMax });
  const { dispose } = protocol(sockets, options);
  sockets.on('connection', (socket: WebSocket) => {
    options.metrics.connections.inc();
    socket.on('close', () => options.metrics.connections.dec());
  });
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    if ((request.url ?? '').split('?')[0] !== path) return refuseUpgrade(socket, '404 Not Found');
    if (!isSameOrigin(request)) return refuseUpgrade(socket, '403 Forbidden');
    if (sockets.clients.size >= limits.connectionsMax) return refuseUpgrade(socket, '503 Service Unavailable');
    sockets.handleUpgrade(request, socket, head, (accepted) => sockets.emit('connection', accepted, request));
    return undefined;
  };
  server.on('upgrade', upgrade);
  return async () => {
    server.off('upgrade', upgrade);
    await dispose();
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  };
};
