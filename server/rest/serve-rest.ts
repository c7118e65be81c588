import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type GraphQLFormattedError, type GraphQLSchema, isNonNullType } from 'graphql';
import type { Context, Services } from '../context.js';
import { ApiError, badUserInput } from '../error/api-error.js';
import { formatError } from '../error/format-error.js';
import { httpStatusOf } from '../error/http-status.js';
import { requestContext } from '../http/request-context.js';
import { openApiOf } from './openapi.js';
import { type RestOperation, parseFields, restOperations } from './rest-operation.js';
import { restPage } from './rest-page.js';
import { variablesOfUrl } from './rest-variables.js';

/** What the HTTP resources are served with. */
export interface RestOptions {
  readonly schema: GraphQLSchema;
  readonly apollo: ApolloServer<Context>;
  readonly services: Services;
  /** Finds out who asks, as for GraphQL. */
  readonly enter: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;
}

/** Path that the HTTP resources are below. */
export const REST_PATH = '/api';

const CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

const sendErrors = (reply: FastifyReply, errors: readonly GraphQLFormattedError[]): FastifyReply =>
  reply.code(httpStatusOf(errors[0]?.extensions?.code)).send({ errors });

const inputOf = ({ body, headers }: FastifyRequest): Record<string, unknown> => {
  if (body !== null && body !== undefined && (typeof body !== 'object' || Array.isArray(body))) {
    throw new ApiError('BAD_USER_INPUT', 'The body is no JSON object.', { suggestion: 'Send the fields of the input as a JSON object.' });
  }
  const key = headers['idempotency-key'];
  return { ...(typeof key === 'string' ? { idempotencyKey: key } : {}), ...body };
};

const notThere = ({ field }: RestOperation): ApiError => new ApiError('NOT_FOUND', `There is no such ${field.name}.`, { suggestion: 'Check the names in the path.' });

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const answer = async (operation: RestOperation, request: FastifyRequest, { apollo, services }: RestOptions): Promise<Answer> => {
  const contextValue = requestContext(request, services);
  const query = request.query as Readonly<Record<string, string>>;
  const isQuery = operation.method === 'GET';
  const variables = isQuery ? variablesOfUrl(operation, request.params as Record<string, string>, query) : { input: inputOf(request) };
  if (query.fields !== undefined && services.settings.trustedDocumentsOnly === true) throw badUserInput('fields', 'this server answers what is described at /api only', 'Leave it out.');
  const document = operation.document(query.fields === undefined ? undefined : parseFields(query.fields));
  const { body } = await apollo.executeOperation({ query: document, variables }, { contextValue });
  if (body.kind !== 'single') throw new Error('An operation was answered in parts.');
  return answerOf(operation, body.singleResult, isQuery || (variables.input as { dryRun?: boolean }).dryRun === true);
};

/** The answer of GraphQL as one of HTTP. */
const answerOf = (operation: RestOperation, { data, errors }: { data?: Readonly<Record<string, unknown>> | null; errors?: readonly GraphQLFormattedError[] }, isPlan: boolean): Answer => {
  const result = data?.[operation.field.name];
  if (errors !== undefined && errors.length > 0) return { status: httpStatusOf(errors[0]?.extensions?.code), body: { ...(result == null ? {} : { data: result }), errors } };
  if (result == null && operation.method === 'GET' && !isNonNullType(operation.field.type)) throw notThere(operation);
  return { status: operation.field.name.startsWith('create') && !isPlan ? 201 : 200, body: result };
};

/** Serves every query and mutation as an HTTP resource below `/api`, with its description at `/api/openapi.json` and a page at `/api`. */
export const serveRest = (app: FastifyInstance, options: RestOptions): void => {
  const { schema, services } = options;
  const operations = restOperations(schema);
  const openApi = openApiOf(schema, operations, services.settings.version);
  const page = restPage(operations);
  app.get(`${REST_PATH}/openapi.json`, (_request, reply) => reply.type('application/json; charset=utf-8').send(openApi));
  app.get(REST_PATH, (_request, reply) => reply.type('text/html; charset=utf-8').header('content-security-policy', CONTENT_SECURITY_POLICY).header('x-content-type-options', 'nosniff').send(page));
  for (const operation of operations) {
    const url = `${REST_PATH}${operation.path.replace(/\{(\w+)\}/g, ':$1')}`;
    const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      try {
        const { status, body } = await answer(operation, request, options);
        return await reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body));
      } catch (error) {
        return sendErrors(reply, [formatError(error, request.correlationId, services.logger)]);
      }
    };
    app.route({ method: operation.method, url, onRequest: options.enter, handler });
    const other = operation.method === 'GET' ? 'POST' : 'GET';
    app.route({
      method: other, url,
      handler: (request, reply) => {
        const error = new ApiError('BAD_USER_INPUT', `This is asked with ${operation.method}.`, { suggestion: `Send a ${operation.method}; ${REST_PATH}/openapi.json describes it.` });
        return reply.header('allow', operation.method).code(405).send({ errors: [formatError(error, request.correlationId, services.logger)] });
      },
    });
  }
};
