import type { IncomingMessage, ServerResponse } from 'node:http';
import type { UserInfo } from '../user-info.js';

/** A request whose sender is known and allowed to make it. */
export interface ApiRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  readonly user: UserInfo;
}

/** A query parameter; undefined when it is absent or empty. */
export function parameter(query: URLSearchParams, name: string): string | undefined {
  return query.get(name) || undefined;
}

/** Whether a boolean query parameter is set. */
export function flag(query: URLSearchParams, name: string): boolean {
  const value = query.get(name);
  // As Kubernetes reads them: everything but `false` in any case and `0` is true; Python clients send `True`.
  return value !== null && value !== '0' && value.toLowerCase() !== 'false';
}
