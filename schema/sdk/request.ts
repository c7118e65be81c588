import { type CallOptions, type ClientOptions, type DocumentOptions, TIMEOUT_MS_DEFAULT, currentToken, endpointOf, tlsOf } from './client-options.js';
import { documentIdOf, isUnknownDocument } from './document-id.js';
import { type AnsweredError, answeredError, unavailable } from './pgo-error.js';
import { type Answer, type Post, postByFetch, postByNode } from './post.js';

/** Sends one document and resolves to its data. */
export type Request = <R>(document: string, variables: unknown, options?: DocumentOptions) => Promise<R>;

interface Body<R> {
  readonly data?: R | null;
  readonly errors?: readonly AnsweredError[];
}

const parse = <R>(url: string, { text, status }: Answer): Body<R> => {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && ('data' in body || 'errors' in body)) return body as Body<R>;
  } catch (cause) {
    throw unavailable(url, `answered HTTP ${status} with no JSON`, cause);
  }
  throw unavailable(url, `answered HTTP ${status} with no GraphQL`);
};

const reasonOf = (error: unknown): string => {
  const { cause, message } = error as Error;
  return cause instanceof Error && cause.message !== '' ? cause.message : message;
};

/** Queries and mutations over HTTP. */
export const requestOver = (options: ClientOptions): Request => {
  const url = endpointOf(options.url);
  const tls = tlsOf(options);
  const post: Post = tls === undefined || options.fetch !== undefined
    ? postByFetch((...args) => (options.fetch ?? fetch)(...args))
    : postByNode(tls);
  const send = async (body: string, { signal, timeoutMs = options.timeoutMs ?? TIMEOUT_MS_DEFAULT }: CallOptions): Promise<Answer> => {
    const token = await currentToken(options);
    const timeout = AbortSignal.timeout(timeoutMs);
    const headers = {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    try {
      return await post(url, headers, body, signal === undefined ? timeout : AbortSignal.any([signal, timeout]));
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason;
      throw unavailable(url, timeout.aborted ? `did not answer within ${timeoutMs} ms` : `could not be reached: ${reasonOf(error)}`, error);
    }
  };
  const ask = async <R>(body: object, call: CallOptions): Promise<R> => {
    const answer = await send(JSON.stringify(body), call);
    const { data, errors } = parse<R>(url, answer);
    if (errors !== undefined && errors.length > 0) throw answeredError(errors, answer.correlationId);
    if (data == null) throw unavailable(url, `answered HTTP ${answer.status} with no data`);
    return data;
  };
  return async <R>(document: string, variables: unknown, { isOwn = false, ...call }: DocumentOptions = {}): Promise<R> => {
    const documentId = isOwn ? await documentIdOf(document) : undefined;
    if (documentId === undefined) return ask<R>({ query: document, variables }, call);
    return ask<R>({ documentId, variables }, call).catch((error: unknown) => {
      if (isUnknownDocument(error)) return ask<R>({ query: document, variables }, call);
      throw error;
    });
  };
};
