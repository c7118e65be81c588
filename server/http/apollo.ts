import { ApolloServer, type ApolloServerPlugin, type GraphQLResponse } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { Kind, type DocumentNode, type GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { Context, Services } from '../context.js';
import { ApiError } from '../error/api-error.js';
import { formatError } from '../error/format-error.js';
import { costOf, limitRules } from './document-rules.js';
import { apolloExecution } from './apollo-execution.js';
import type { Metrics } from './metrics.js';

/** Tells what the request cost and what is left, in `extensions`. */
const addBudget = ({ body }: GraphQLResponse, document: DocumentNode | undefined, { services: { settings: { limits } }, requestsLeft }: Context): void => {
  const cost = document && costOf(document);
  if (body.kind !== 'single' || cost === undefined) return;
  const extensions = body.singleResult.extensions ??= {};
  extensions.cost = { requested: cost, max: limits.costMax };
  if (requestsLeft !== undefined) extensions.requests = { left: requestsLeft, perSecond: limits.requestsPerSecondMax };
};

/** The first root field, as the schema knows it: names that callers choose would have no end. */
const firstField = (operation: OperationDefinitionNode | undefined, schema: GraphQLSchema): string => {
  const [first] = operation?.selectionSet.selections ?? [];
  const name = first?.kind === Kind.FIELD ? first.name.value : '';
  const root = operation === undefined ? undefined : schema.getRootType(operation.operation);
  return root?.getFields()[name] === undefined ? 'other' : name;
};

/** Counts and times requests, and notes which request an error belongs to, which Apollo does not tell `formatError`. */
const observe = (metrics: Metrics, correlationIds: WeakMap<object, string>, now: () => number): ApolloServerPlugin<Context> => ({
  async requestDidStart({ contextValue, schema }) {
    const startMs = now();
    return {
      async didResolveOperation({ operation }) {
        if (operation?.operation !== 'subscription') return;
        throw new ApiError('BAD_USER_INPUT', 'Subscriptions are served over WebSocket only.', { suggestion: 'Open a WebSocket on the same path with the protocol graphql-transport-ws.' });
      },
      async didEncounterErrors({ errors }) {
        for (const error of errors) correlationIds.set(error, contextValue.correlationId);
      },
      async willSendResponse({ operation, response, document }) {
        const type = operation?.operation ?? 'unknown';
        const [error] = response.body.kind === 'single' ? response.body.singleResult.errors ?? [] : [];
        metrics.operations.inc({ type, field: firstField(operation, schema), outcome: error === undefined ? 'OK' : String(error.extensions?.code) });
        metrics.operationSeconds.observe({ type }, (now() - startMs) / 1000);
        if (type === 'subscription') response.http.status = 400;
        addBudget(response, document, contextValue);
      },
    };
  },
});

/** Apollo Server over the guarded schema, for queries and mutations. */
export const createApollo = (schema: GraphQLSchema, { settings, logger, clock }: Services, metrics: Metrics): ApolloServer<Context> => {
  const correlationIds = new WeakMap<object, string>();
  const { gateway, plugin: execution } = apolloExecution(schema);
  return new ApolloServer<Context>({
    gateway,
    nodeEnv: 'production',
    introspection: settings.introspection ?? true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    hideSchemaDetailsFromClientErrors: settings.introspection === false,
    parseOptions: { maxTokens: settings.limits.tokensMax },
    validationRules: limitRules(settings.limits),
    formatError: (_formatted, error) => formatError(error, correlationIds.get(error as GraphQLError) ?? '', logger),
    // Cache control asks at every field; nobody uses its answer here.
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), execution, observe(metrics, correlationIds, () => clock.now())],
  });
};
