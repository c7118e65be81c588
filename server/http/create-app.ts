import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { SecureContextOptions, TlsOptions } from 'node:tls';
import type { Authenticate } from '../auth/authenticate.js';
import { clientCertificateOf } from '../auth/client-certificate.js';
import type { Viewer } from '../auth/viewer.js';
import type { Context, Services } from '../context.js';
import { ApiError } from '../error/api-error.js';
import { formatError } from '../error/format-error.js';
import { httpStatusOf } from '../error/http-status.js';
import type { ServerTls } from '../settings.js';
import type { RequestBudget } from './request-budget.js';
import { requestContext } from './request-context.js';
import { type SentDocument, isTextTaken, textOf } from './trusted-documents.js';
import { CORRELATION_HEADER, correlationIdOf } from './correlation-id.js';

/** Path of the API, over HTTP and WebSocket. */
export const GRAPHQL_PATH = '/graphql';

declare module 'fastify' {
  interface FastifyRequest {
    correlationId: string;
    viewer: Viewer | null;
    requestsLeft: number | undefined;
  }
}

const sendErrors = (reply: FastifyReply, error: GraphQLFormattedError, status?: number): FastifyReply =>
  reply.code(status ?? httpStatusOf(error.extensions?.code)).type('application/json; charset=utf-8').send({ errors: [error] });

/** What fastify itself refuses: bodies that are too large, no JSON, of another type. */
const bodyError = (error: FastifyError, { settings }: Services): ApiError | undefined => {
  const { statusCode = 500 } = error;
  if (statusCode === 413) {
    const { bodyBytesMax } = settings.limits;
    return new ApiError('BAD_USER_INPUT', `The request body is larger than ${bodyBytesMax} bytes.`, { suggestion: 'Send less in one request: `bodyBytesMax` of `serverInfo` is the limit.' });
  }
  return statusCode >= 400 && statusCode < 500
    ? new ApiError('BAD_USER_INPUT', error.message, { suggestion: 'Send POST with "content-type: application/json" and a JSON object: {"query": "…", "variables": {…}} to /graphql, the fields of the input to /api.' }) : undefined;
};

/** How the server shakes hands. A certificate of the client is asked for where one can count; who has none may have a token. */
const tlsOptionsOf = (tls: ServerTls): TlsOptions => ({ ...secureContextOf(tls), ...(tls.clientCa === undefined ? {} : { requestCert: true, rejectUnauthorized: false }) });

/** What new handshakes use. */
export const secureContextOf = ({ cert, key, clientCa }: ServerTls): SecureContextOptions => ({ cert, key, ...(clientCa === undefined ? {} : { ca: clientCa }) });

/** The HTTP side without its routes: correlation ids, logging, errors in the form of GraphQL. */
export const createApp = (services: Services): FastifyInstance => {
  const { settings, logger } = services;
  const app = Fastify({
    logger: false,
    bodyLimit: settings.limits.bodyBytesMax,
    requestTimeout: settings.limits.requestTimeoutMs,
    forceCloseConnections: true,
    frameworkErrors: (error, _request, reply) => {
      const refusal = new ApiError('BAD_USER_INPUT', error.message.slice(0, 200), { suggestion: 'Check the address: it is too long or written wrong.' });
      return sendErrors(reply, formatError(refusal, correlationIdOf(undefined), logger), 400);
    },
    ...(settings.tls === undefined ? {} : { https: tlsOptionsOf(settings.tls) }),
  }) as FastifyInstance;
  app.decorateRequest('correlationId', '');
  app.decorateRequest('viewer', null);
  app.decorateRequest('requestsLeft', undefined);
  app.addHook('onRequest', (request, reply, done) => {
    request.correlationId = correlationIdOf(request.headers[CORRELATION_HEADER]);
    void reply.header(CORRELATION_HEADER, request.correlationId);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { method, url, correlationId, viewer } = request;
    logger.debug({ method, path: url.split('?')[0], status: reply.statusCode, durationMs: Math.round(reply.elapsedTime), correlationId, account: viewer?.name }, 'request');
    done();
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = bodyError(error, services);
    return sendErrors(reply, formatError(refusal ?? error, request.correlationId, logger), refusal === undefined ? undefined : error.statusCode);
  });
  app.setNotFoundHandler((request, reply) => {
    const error = new ApiError('NOT_FOUND', `There is nothing at ${request.method} ${request.url.split('?')[0]?.slice(0, 200)}.`, { suggestion: `The API is at POST ${GRAPHQL_PATH}, its explorer at /, its HTTP resources at /api.` });
    return sendErrors(reply, formatError(error, request.correlationId, logger), 404);
  });
  return app;
};

/** Finds out who asks, and takes the request from the budget of the account. Answers when there is nobody, or nothing left. */
export const createEnter = ({ authenticate, services, budget }: Pick<GraphqlOptions, 'authenticate' | 'services' | 'budget'>) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    try {
      request.viewer = (await authenticate({ authorization: request.headers.authorization, address: request.ip, certificate: clientCertificateOf(request.raw) })).viewer;
      request.requestsLeft = budget.take(request.viewer.name);
      return undefined;
    } catch (error) {
      return sendErrors(reply, formatError(error, request.correlationId, services.logger));
    }
  };

/** What queries and mutations are served with. */
export interface GraphqlOptions {
  readonly apollo: ApolloServer<Context>;
  readonly authenticate: Authenticate;
  readonly services: Services;
  readonly budget: RequestBudget;
}

/** Serves queries and mutations at POST /graphql. Nobody gets past without a valid token. */
export const serveGraphql = (app: FastifyInstance, options: GraphqlOptions): void => {
  const { apollo, services } = options;
  const findDocument = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const { body } = request;
    if (Array.isArray(body) || isTextTaken(body, services.settings)) return undefined;
    try {
      const { documentId, ...sent } = (body ?? {}) as SentDocument;
      request.body = { ...sent, query: textOf({ ...sent, documentId }, requestContext(request, services)) };
      return undefined;
    } catch (error) {
      return sendErrors(reply, formatError(error, request.correlationId, services.logger));
    }
  };
  app.post(GRAPHQL_PATH, { onRequest: createEnter(options), preHandler: findDocument }, fastifyApolloHandler(apollo, { context: async (request) => requestContext(request, services) }));
  app.get(GRAPHQL_PATH, (request, reply) => {
    const error = new ApiError('BAD_USER_INPUT', 'GraphQL is served by POST, and by WebSocket for subscriptions.', { suggestion: 'Send a POST; the explorer page is at /.' });
    return sendErrors(reply.header('allow', 'POST'), formatError(error, request.correlationId, services.logger), 405);
  });
};
