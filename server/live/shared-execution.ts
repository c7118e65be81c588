import { type ExecutionArgs, type ExecutionResult, type GraphQLSchema, type DocumentNode, GraphQLError, createSourceEventStream, execute } from 'graphql';
import type { Viewer } from '../auth/viewer.js';

type Result = ExecutionResult | Promise<ExecutionResult>;

/** What makes two executions of one event come to the same: the same document and variables for the same viewer. */
interface Question {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  readonly variables: string;
  readonly viewer: Viewer;
}

const isSame = (a: Question, b: Question): boolean => a.document === b.document && a.viewer === b.viewer && a.variables === b.variables
  && a.operationName === b.operationName && a.schema === b.schema;

const questionOf = ({ schema, document, operationName, variableValues, contextValue }: ExecutionArgs): Question =>
  ({ schema, document, operationName, variables: JSON.stringify(variableValues ?? {}), viewer: (contextValue as { viewer: Viewer }).viewer });

const isStream = (value: object): value is AsyncIterable<unknown> => Symbol.asyncIterator in value;

/** The next answer. A source that fails is answered as an error, so that only this subscription ends and not the connection. */
const nextAnswer = async (source: AsyncIterator<unknown>, answer: (event: unknown) => Result): Promise<IteratorResult<ExecutionResult>> => {
  let event: IteratorResult<unknown>;
  try {
    event = await source.next();
  } catch (error) {
    return { done: false, value: { errors: [error instanceof GraphQLError ? error : new GraphQLError('The subscription failed.', { originalError: error as Error })] } };
  }
  return event.done === true ? { done: true, value: undefined } : { done: false, value: await answer(event.value) };
};

/**
 * `subscribe` of graphql-js, with one execution of an event for all subscribers that ask the same: a hundred watchers
 * of one cluster cost little more than one. The rules are part of the execution, so that viewers never share one.
 */
export const createSharedSubscribe = (): ((args: ExecutionArgs) => Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>) => {
  const known = new WeakMap<object, { question: Question; result: Result }[]>();

  const executeOnce = (args: ExecutionArgs, question: Question, event: unknown): Result => {
    const run = (): Result => execute({ ...args, rootValue: event });
    if (typeof event !== 'object' || event === null) return run();
    const asked = known.get(event) ?? [];
    const found = asked.find((entry) => isSame(entry.question, question));
    if (found !== undefined) return found.result;
    const result = run();
    known.set(event, [...asked, { question, result }]);
    return result;
  };

  return async (args) => {
    const source = await createSourceEventStream(args);
    if (!isStream(source)) return source;
    const events = source[Symbol.asyncIterator]();
    const question = questionOf(args);
    const stream: AsyncIterableIterator<ExecutionResult> = {
      next: () => nextAnswer(events, (event) => executeOnce(args, question, event)),
      async return() {
        await events.return?.();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
    return stream;
  };
};
