import { type ApolloServerOptionsWithGateway, type ApolloServerPlugin, type GraphQLRequestListener, type GraphQLResponse, HeaderMap } from '@apollo/server';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { Context } from '../context.js';
import { describeSpan, inSpan, isTracing } from '../../kube/trace/tracing.js';
import { createExecuteOperation, type ExecuteOperation } from './execute-operation.js';

/** An executor of our own in the two forms that Apollo takes one. */
export interface ApolloExecution {
  readonly gateway: ApolloServerOptionsWithGateway<Context>['gateway'];
  readonly plugin: ApolloServerPlugin<Context>;
}

type RespondForOperation = NonNullable<GraphQLRequestListener<Context>['responseForOperation']>;

/** Callers choose it. */
const NAME_LENGTH_MAX = 128;

/** What is executed for a request is the span that everything else is a part of; its name is no caller's. */
const inRequestSpan = (execute: ExecuteOperation): ExecuteOperation => (args) => {
  if (!isTracing()) return execute(args);
  const { correlationId, traceParent } = args.contextValue as Context;
  const attributes = { 'graphql.operation.name': (args.operationName ?? '').slice(0, NAME_LENGTH_MAX), 'pgo.correlation_id': correlationId };
  return inSpan({ name: 'GraphQL', kind: 'server', root: true, parent: () => traceParent, attributes }, async () => {
    const result = await execute(args);
    const [error] = result.errors ?? [];
    if (error !== undefined) describeSpan(() => ({ error: error.message, attributes: { 'pgo.error': String(error.extensions.code) } }));
    return result;
  });
};

const NO_HEAD: GraphQLResponse['http'] = { status: undefined, headers: new HeaderMap() };

/**
 * Executes operations in place of Apollo. A success is the answer of a plugin, which spares it the way that Apollo goes
 * for answers in parts. What failed is handed to Apollo, which tells errors as it tells all others: it takes an answer
 * with errors from what it calls a gateway only. Nothing is executed twice.
 */
export const apolloExecution = (schema: GraphQLSchema): ApolloExecution => {
  const executeOperation = inRequestSpan(createExecuteOperation(schema));
  const answers = new WeakMap<Context, Promise<ExecutionResult>>();
  const respond: RespondForOperation = async ({ document, contextValue, request: { variables, operationName } }) => {
    const answer = executeOperation({ document, contextValue, variableValues: variables, operationName });
    answers.set(contextValue, answer);
    const { data, errors } = await answer.catch(() => ({ data: undefined, errors: undefined }));
    return data === undefined || errors !== undefined ? null : { http: NO_HEAD, body: { kind: 'single', singleResult: { data } } };
  };
  return {
    plugin: { requestDidStart: async () => ({ responseForOperation: respond }) },
    gateway: {
      onSchemaLoadOrUpdate(use) {
        use({ apiSchema: schema, coreSupergraphSdl: '' });
        return () => {};
      },
      load: async () => ({
        executor: ({ context }) => answers.get(context as Context) ?? Promise.reject(new Error('An operation was not executed.')),
      }),
      stop: async () => {},
    },
  };
};
