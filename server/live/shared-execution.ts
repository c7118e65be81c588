import { type ExecutionArgs, type ExecutionResult, type GraphQLSchema, type DocumentNode, GraphQLError, createSourceEventStream, execute } from 'graphql';
import type { Viewer } from '../auth/viewer.js';
import type { ApiError } from '../error/api-error.js';
import { type Standing, Standings } from './standings.js';

type Result = ExecutionResult | Promise<ExecutionResult>;

/** What makes two executions of one event come to the same: the same document and variables for the same viewer. */
interface Question {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  readonly variables: string;
  readonly viewer: Viewer;
  /** What the viewer may do at that moment: a new list when it changes. */
  readonly bindings: Viewer['bindings'];
}

const isSame = (a: Question, b: Question): boolean => a.document === b.document && a.viewer === b.viewer && a.bindings === b.bindings && a.variables === b.variables
  && a.operationName === b.operationName && a.schema === b.schema;

const questionOf = ({ schema, document, operationName, variableValues, contextValue }: ExecutionArgs): (() => Question) => {
  const { viewer } = contextValue as { viewer: Viewer };
  const variables = JSON.stringify(variableValues ?? {});
  return () => ({ schema, document, operationName, variables, viewer, bindings: viewer.bindings });
};

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

/** A stream that ends, with the reason as its last answer, as soon as what it stands on is taken away. */
const standingStream = (answers: Required<Pick<AsyncIterator<ExecutionResult>, 'next' | 'return'>>, standing: Standing | undefined, standings: Standings): AsyncIterableIterator<ExecutionResult> => {
  let refusal: ApiError | undefined;
  let isTold = false;
  let tellReader = (): void => {};
  const forget = standing === undefined ? () => {} : standings.add(standing, (reason) => {
    refusal = reason;
    tellReader();
    void answers.return();
  });
  const next = (): Promise<IteratorResult<ExecutionResult>> => new Promise((resolve, reject) => {
    tellReader = () => resolve({ done: true, value: undefined });
    answers.next().then(resolve, reject);
  });
  return {
    async next() {
      if (isTold) return { done: true, value: undefined };
      const answer = refusal === undefined ? await next() : undefined;
      if (refusal !== undefined) {
        isTold = true;
        return { done: false, value: { errors: [refusal] } };
      }
      if (answer === undefined || answer.done === true) forget();
      return answer ?? { done: true, value: undefined };
    },
    async return() {
      forget();
      return answers.return();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};

/**
 * `subscribe` of graphql-js, with one execution of an event for all subscribers that ask the same: a hundred watchers
 * of one cluster cost little more than one. The rules are part of the execution, so that viewers never share one.
 */
export const createSharedSubscribe = (standings: Standings = new Standings()): ((args: ExecutionArgs) => Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>) => {
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
    return standingStream({
      next: () => nextAnswer(events, (event) => executeOnce(args, question(), event)),
      async return() {
        await events.return?.();
        return { done: true, value: undefined };
      },
    }, (args.contextValue as { standing?: Standing }).standing, standings);
  };
};
