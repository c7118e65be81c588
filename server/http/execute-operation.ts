import { type DocumentNode, type ExecutionArgs, type ExecutionResult, type FieldNode, type GraphQLError, type GraphQLSchema, Kind, execute, locatedError } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { isPlainQuery } from './plain-query.js';

type Request = Pick<ExecutionArgs, 'document' | 'contextValue' | 'variableValues' | 'operationName'>;
/** Executes an operation as graphql-js does. */
export type ExecuteOperation = (request: Request) => Promise<ExecutionResult>;

/** Times that a document is executed before it is compiled, which takes as long as some hundred executions save. */
const EXECUTIONS_BEFORE_COMPILATION = 8;

interface Known {
  executions: number;
  compiled?: CompiledQuery['query'] | undefined;
}

const compile = (schema: GraphQLSchema, document: DocumentNode): CompiledQuery['query'] | undefined => {
  if (!isPlainQuery(schema, document)) return undefined;
  const compiled = compileQuery(schema, document);
  return isCompiledQuery(compiled) ? compiled.query.bind(compiled) : undefined;
};

/** Whether an operation is asked for by another name than that of the only one there is. */
const isMisnamed = ({ definitions }: DocumentNode, operationName: string | null | undefined): boolean =>
  operationName != null && !definitions.some((definition) => definition.kind === Kind.OPERATION_DEFINITION && definition.name?.value === operationName);

const rootFields = (document: DocumentNode, key: unknown): FieldNode[] =>
  document.definitions.flatMap((definition) => (definition.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : []))
    .filter((selection): selection is FieldNode => selection.kind === Kind.FIELD && (selection.alias ?? selection.name).value === key);

/** An error of compiled code as graphql-js would have told it; one without a cause is about our data, no fault of the caller. */
const asExecuted = (document: DocumentNode) => ({ originalError, message, path }: GraphQLError): GraphQLError =>
  locatedError(originalError ?? new Error(message), rootFields(document, path?.[0]), path);

/** What compiled code answered, as graphql-js would have; undefined for errors that only graphql-js can place. */
const answerOf = ({ data, errors }: ExecutionResult, document: DocumentNode): ExecutionResult | undefined => {
  if (errors === undefined) return { data };
  // Without data the variables were wrong and nothing was executed; errors further down are faults in our own data.
  const isAtRoot = data !== undefined && errors.every(({ path }) => path?.length === 1);
  return isAtRoot ? { data, errors: errors.map(asExecuted(document)) } : undefined;
};

/**
 * Executes the operations of a schema. Queries that come again and again and only show what is in memory are compiled,
 * which makes a list several times as fast; everything else is left to graphql-js. See docs/decisions/0025.
 */
export const createExecuteOperation = (schema: GraphQLSchema): ExecuteOperation => {
  const known = new WeakMap<DocumentNode, Known>();
  return async ({ document, contextValue, variableValues, operationName }) => {
    let own = known.get(document);
    if (own === undefined) known.set(document, own = { executions: 0 });
    own.executions += 1;
    if (own.executions === EXECUTIONS_BEFORE_COMPILATION) own.compiled = compile(schema, document);
    const answer = own.compiled && !isMisnamed(document, operationName) && answerOf(await own.compiled(undefined, contextValue, variableValues ?? {}) as ExecutionResult, document);
    return answer || execute({ schema, document, contextValue, variableValues, operationName });
  };
};
