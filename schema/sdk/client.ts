import type { CallOptions, ClientOptions } from './client-options.js';
import { type Sdk, createSdk } from './generated/sdk.js';
import { requestOver } from './request.js';
import { subscriptionsOver } from './subscribe.js';

export type * from './generated/operations.js';
export type { CallOptions, ClientOptions } from './client-options.js';
export { PgoError, type AnsweredError, type PgoErrorCode } from './pgo-error.js';

/** One typed function for each document of the SDK. */
export type PgoClient = Sdk<CallOptions> & {
  /**
   * Sends a document of one's own and resolves to its data.
   * Rejects with a `PgoError`, or with the reason of the signal when that is aborted.
   */
  request<R>(document: string, variables?: unknown, options?: CallOptions): Promise<R>;
  /** Opens a subscription of one's own. */
  subscribe<R>(document: string, variables?: unknown, options?: CallOptions): AsyncIterableIterator<R>;
  /** Closes the connection of the subscriptions, which end. */
  close(): Promise<void>;
};

/**
 * A client of a pgo server. Nothing is connected before the first call; subscriptions share one WebSocket connection,
 * which is made again when it is lost. Calls reject with a `PgoError`.
 */
export const createClient = (options: ClientOptions): PgoClient => {
  const request = requestOver(options);
  const { subscribe, close } = subscriptionsOver(options);
  const sdk = createSdk<CallOptions>({
    request: (document, variables, call) => request(document.toString(), variables, { ...call, isOwn: true }),
    subscribe: (document, variables, call) => subscribe(document.toString(), variables, { ...call, isOwn: true }),
  });
  return { ...sdk, request, subscribe, close };
};
