import { ApolloArmor } from '@escape.tech/graphql-armor';
import { type DocumentNode, GraphQLError, type GraphQLSchema, NoSchemaIntrospectionCustomRule, type ValidationContext, type ValidationRule, parse, specifiedRules, validate } from 'graphql';
import type { ServerLimits, ServerSettings } from '../settings.js';

/** What documents cost, by document: known once they are validated. */
const costs = new WeakMap<DocumentNode, number>();

/** What a document costs, after the rules of graphql-armor; undefined when it has not been validated. */
export const costOf = (document: DocumentNode): number | undefined => costs.get(document);

const keepCost = (context: ValidationContext | null, { n }: { n: number }): void => {
  if (context !== null) costs.set(context.getDocument(), n);
};

/** The rules that bound a document beside those of GraphQL itself: depth, aliases, cost. */
export const limitRules = ({ depthMax, aliasesMax, costMax }: ServerLimits): ValidationRule[] => new ApolloArmor({
  maxDepth: { n: depthMax },
  maxAliases: { n: aliasesMax },
  costLimit: { maxCost: costMax, onAccept: [keepCost as never] },
  // Tokens are bounded by the parser itself, and names are no secret from who has a token.
  maxTokens: { enabled: false },
  blockFieldSuggestion: { enabled: false },
}).protect().validationRules;

/** An error without the names that a wrong one may have meant. */
const withoutNames = ({ message, ...place }: GraphQLError): GraphQLError => new GraphQLError(message.replace(/ ?Did you mean.*\?$/, ''), place);

/** Documents that are kept parsed and validated. */
const DOCUMENTS_MAX = 500;

/** A document that may be executed, or why not. */
export type CheckedDocument = { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] };

/** Parses and validates the documents of WebSocket connections, where Apollo's own limits do not reach. */
export const documentChecker = (schema: GraphQLSchema, { limits, introspection = true }: Pick<ServerSettings, 'limits' | 'introspection'>): (query: string) => CheckedDocument => {
  const rules = [...specifiedRules, ...limitRules(limits), ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])];
  const known = new Map<string, DocumentNode>();
  return (query) => {
    const kept = known.get(query);
    if (kept !== undefined) return { document: kept };
    try {
      const document = parse(query, { maxTokens: limits.tokensMax });
      const errors = validate(schema, document, rules);
      if (errors.length > 0) return { errors: introspection ? errors : errors.map(withoutNames) };
      const [oldest] = known.keys();
      if (known.size >= DOCUMENTS_MAX && oldest !== undefined) known.delete(oldest);
      known.set(query, document);
      return { document };
    } catch (error) {
      return { errors: [error as GraphQLError] };
    }
  };
};
