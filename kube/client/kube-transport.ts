/** HTTP to the API server: one pool of connections, time-outs, retries, client-side rate limit, errors as `KubeError`. */
import { Agent, errors as undiciErrors, request } from 'undici';
import type { Readable } from 'node:stream';
import { pause, type Clock } from '../clock.js';
import { describeSpan, inSpan, traceParent } from '../trace/tracing.js';
import { KubeError } from '../kube-error.js';
import type { KubeAccess } from './kube-access.js';
import { RateLimiter, type RateLimit } from './rate-limit.js';
import { retryDelayMs, type Failure, type RetryPolicy } from './retry.js';
import { errorFromAnswer, retryAfterMs } from './status-answer.js';

/** Settings of the transport; every one has a default. */
export interface TransportSettings {
  /** Longest time for one try of a request, in milliseconds. Default 15 s. */
  readonly requestTimeoutMs?: number;
  /** Connections kept to the API server. Default 32; watches and streams have their own. */
  readonly connections?: number;
  readonly retry?: RetryPolicy;
  readonly rateLimit?: RateLimit;
  /** Largest answer that is read, in bytes. Default 64 MiB. */
  readonly answerBytesMax?: number;
}

export interface TransportDependencies {
  readonly clock: Clock;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  /** Told of every answer by its status code; 0 when none came. */
  readonly onAnswer?: (method: string, code: number) => void;
}

/** One request. `path` has no query. */
export interface KubeRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  /** Defaults to `application/json`. */
  readonly contentType?: string;
  /** Whether doing it twice is the same as doing it once. */
  readonly idempotent: boolean;
  readonly signal?: AbortSignal;
}

const DEFAULTS = {
  requestTimeoutMs: 15_000,
  connections: 32,
  retry: { minMs: 100, maxMs: 5_000, attemptsMax: 5 },
  rateLimit: { perSecond: 200, burst: 400 },
  answerBytesMax: 64 * 1024 * 1024,
} as const;

const queryText = (query: KubeRequest['query'] = {}): string => {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()}`;
};

/** True when the request surely never left: the connection could not be made. */
const neverSent = (error: unknown): boolean => {
  const code = (error as { code?: string } | undefined)?.code;
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'UND_ERR_CONNECT_TIMEOUT';
};

const unreachable = (server: string, error: unknown): KubeError => {
  const why = error instanceof Error ? `${(error as { code?: string }).code ?? error.name}: ${error.message}` : String(error);
  return new KubeError(0, 'Unreachable', `the Kubernetes API at ${server} did not answer (${why})`, { cause: error });
};

/** An API server that records traces, too, goes on with ours. */
const traceHeader = (): { traceparent?: string } => {
  const traceparent = traceParent();
  return traceparent === undefined ? {} : { traceparent };
};

/** Sends requests to one API server. */
export class KubeTransport {
  readonly #agent: Agent;
  readonly #streams: Agent;
  readonly #limiter: RateLimiter;
  readonly #timeoutMs: number;
  readonly #retry: RetryPolicy;

  constructor(readonly access: KubeAccess, private readonly dependencies: TransportDependencies, settings: TransportSettings = {}) {
    const connect = {
      ca: access.ca, cert: access.cert, key: access.key, servername: access.tlsServerName,
      rejectUnauthorized: access.skipTlsVerify !== true,
    };
    this.#timeoutMs = settings.requestTimeoutMs ?? DEFAULTS.requestTimeoutMs;
    this.#retry = settings.retry ?? DEFAULTS.retry;
    this.#limiter = new RateLimiter(settings.rateLimit ?? DEFAULTS.rateLimit, dependencies.clock);
    this.#agent = new Agent({
      connect, connections: settings.connections ?? DEFAULTS.connections, connectTimeout: this.#timeoutMs,
      headersTimeout: this.#timeoutMs, bodyTimeout: this.#timeoutMs, keepAliveTimeout: 60_000,
      maxResponseSize: settings.answerBytesMax ?? DEFAULTS.answerBytesMax,
    });
    this.#streams = new Agent({ connect, connectTimeout: this.#timeoutMs, headersTimeout: this.#timeoutMs });
  }

  /** Sends a request and resolves to its JSON answer. Rejects with a `KubeError`. */
  json<T>(call: KubeRequest): Promise<T> {
    const { method, path } = call;
    return inSpan({ name: `Kubernetes ${method}`, kind: 'client', attributes: { 'http.request.method': method, 'url.path': path } }, () => this.#insist<T>(call));
  }

  async #insist<T>(call: KubeRequest): Promise<T> {
    for (let failures = 1; ; failures += 1) {
      await this.#limiter.turn(call.signal);
      const outcome = await this.#attempt<T>(call);
      if ('answer' in outcome) return outcome.answer;
      const attempt = { failures, idempotent: call.idempotent };
      const delayMs = call.signal?.aborted === true ? undefined
        : retryDelayMs(this.#retry, outcome.failure, attempt, this.dependencies.random);
      if (delayMs === undefined) throw outcome.error;
      await pause(this.dependencies.clock, delayMs, call.signal);
    }
  }

  async #attempt<T>(call: KubeRequest): Promise<{ answer: T } | { failure: Failure; error: KubeError }> {
    try {
      const timeout = AbortSignal.timeout(this.#timeoutMs);
      const signal = call.signal === undefined ? timeout : AbortSignal.any([timeout, call.signal]);
      const { statusCode, headers, body } = await this.#send(call, this.#agent, signal);
      const text = await body.text();
      describeSpan(() => ({ attributes: { 'http.response.status_code': statusCode } }));
      this.dependencies.onAnswer?.(call.method, statusCode);
      if (statusCode >= 200 && statusCode < 300) return { answer: JSON.parse(text) as T };
      const error = errorFromAnswer(statusCode, text);
      return { error, failure: { kind: 'answer', code: statusCode, retryAfterMs: retryAfterMs(headers['retry-after']) } };
    } catch (error) {
      this.dependencies.onAnswer?.(call.method, 0);
      return { error: unreachable(this.access.server, error), failure: { kind: 'connection', sent: !neverSent(error) } };
    }
  }

  async #send(call: KubeRequest, dispatcher: Agent, signal: AbortSignal, bodyTimeout?: number): ReturnType<typeof request> {
    return request(`${this.access.server}${call.path}${queryText(call.query)}`, {
      method: call.method,
      dispatcher,
      signal,
      headers: {
        accept: 'application/json',
        'user-agent': 'pgo',
        ...(call.body === undefined ? {} : { 'content-type': call.contentType ?? 'application/json' }),
        ...(await this.access.headers()),
        ...traceHeader(),
      },
      body: call.body === undefined ? undefined : JSON.stringify(call.body),
      ...(bodyTimeout === undefined ? {} : { bodyTimeout }),
    });
  }

  /**
   * Opens an answer of unknown length (watch, log). Not retried. Rejects with a `KubeError` when it does not begin;
   * the stream is destroyed when `signal` aborts or nothing comes for `idleTimeoutMs` (0: no such bound).
   */
  async stream(call: KubeRequest & { readonly signal: AbortSignal }, idleTimeoutMs: number): Promise<Readable> {
    await this.#limiter.turn(call.signal);
    try {
      const { statusCode, body } = await this.#send(call, this.#streams, call.signal, idleTimeoutMs);
      this.dependencies.onAnswer?.('WATCH', statusCode);
      if (statusCode >= 200 && statusCode < 300) return body;
      throw errorFromAnswer(statusCode, await body.text());
    } catch (error) {
      throw error instanceof KubeError ? error : unreachable(this.access.server, error);
    }
  }

  /** Ends all connections; requests under way fail. */
  async close(): Promise<void> {
    await Promise.all([this.#agent.destroy(), this.#streams.destroy()]);
  }
}

/** True for the end of a stream that was cut for being silent: no fault, connect again. */
export const isIdleTimeout = (error: unknown): boolean => error instanceof undiciErrors.BodyTimeoutError;
