import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from '../../kube/logger.js';
import { KubeError } from '../../kube/kube-error.js';
import { ApiError } from './api-error.js';
import { fromKubeError } from './from-kube-error.js';
import { inputFieldAt } from './input-field.js';

const rootCause = (error: unknown): unknown => {
  let cause = error;
  while (cause instanceof GraphQLError && !(cause instanceof ApiError) && cause.originalError !== undefined) cause = cause.originalError;
  return cause;
};

/** What a scalar of ours said would be right. */
const suggestionOf = (error: GraphQLError): string | undefined => {
  const inner = error.originalError instanceof GraphQLError ? error.originalError : error;
  return typeof inner.extensions.suggestion === 'string' ? inner.extensions.suggestion : undefined;
};

/** Errors of graphql-js, Apollo and graphql-armor about the request itself: their text is for the caller. */
const requestError = (error: GraphQLError): ApiError => {
  const limit = /limit of \d+ exceeded|more tha[nt] \d+ tokens/i.test(error.message);
  const suggestion = limit
    ? 'Ask for less in one request: the query `serverInfo` names the limits.'
    : 'Compare the request with the schema, which the explorer page at / shows.';
  return new ApiError('BAD_USER_INPUT', error.message, { field: inputFieldAt(error), suggestion: suggestionOf(error) ?? suggestion });
};

const isRequestError = (error: GraphQLError): boolean => error.originalError === undefined || typeof error.extensions.code === 'string';

const coded = (error: unknown): ApiError | undefined => {
  const cause = rootCause(error);
  if (cause instanceof ApiError) return cause;
  if (cause instanceof KubeError) return fromKubeError(cause);
  return error instanceof GraphQLError && isRequestError(error) ? requestError(error) : undefined;
};

/**
 * An error as the caller gets it: a code of the closed set, a suggestion, the correlation id. What is nobody's
 * mistake but ours is masked and goes to the log.
 */
export const formatError = (error: unknown, correlationId: string, logger: Logger): GraphQLFormattedError => {
  const place = error instanceof GraphQLError
    ? { ...(error.path === undefined ? {} : { path: error.path }), ...(error.locations === undefined ? {} : { locations: error.locations }) } : {};
  const known = coded(error);
  if (known !== undefined) {
    if (known.code === 'UNAVAILABLE') logger.warn({ err: known.originalError ?? known, correlationId }, known.message);
    return { message: known.message, ...place, extensions: { ...known.extensions, correlationId } };
  }
  logger.error({ err: rootCause(error), correlationId }, 'A request failed for a reason that is ours.');
  return {
    message: 'Something went wrong in the server.',
    ...place,
    extensions: { code: 'INTERNAL', suggestion: `Try again; if it stays, give an administrator the correlation id ${correlationId}, which the log of the server has.`, correlationId },
  };
};
