/** Spans of what is done, handed to whoever exports them. Nothing is made while nobody does. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { errorMessage } from '../error-message.js';
import { newSpanContext, readTraceParent, writeTraceParent, type SpanContext } from './trace-parent.js';

/** What something was: inside of this process, a request to us, or one of ours to others. */
export type SpanKind = 'internal' | 'server' | 'client';

/** Facts of a span, by the names that OpenTelemetry gives them. Never secrets. */
export type SpanAttributes = Record<string, string | number | boolean>;

/** Something that was done, when, and as a part of what. */
export interface Span extends SpanContext {
  readonly parentSpanId?: string;
  name: string;
  readonly kind: SpanKind;
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: SpanAttributes;
  /** What it failed with. */
  error?: string;
}

/** Takes spans that have ended; must not throw and must not wait. */
export type SpanSink = (span: Span) => void;

/** What a span begins with. */
export interface SpanStart {
  readonly name: string;
  readonly kind?: SpanKind;
  readonly attributes?: SpanAttributes;
  /** The header `traceparent` of what this is a part of; of the span that it is done in unless given. */
  readonly parent?: () => string | undefined;
  /** Whether a trace begins here when this is a part of nothing; else nothing is recorded then. */
  readonly root?: boolean;
}

type OpenSpan = Omit<Span, 'endMs'>;

interface Tracing {
  readonly sink: SpanSink;
  /** The span that is open here; null where a trace is not to be recorded. */
  readonly storage: AsyncLocalStorage<OpenSpan | null>;
}

let tracing: Tracing | undefined;

/** Hands spans to a sink from now on; returns the function that ends it. */
export const startTracing = (sink: SpanSink): (() => void) => {
  const own: Tracing = { sink, storage: new AsyncLocalStorage() };
  tracing = own;
  return () => {
    if (tracing === own) tracing = undefined;
  };
};

/** Whether anybody is given spans: what is done often and describes itself at length asks first. */
export const isTracing = (): boolean => tracing !== undefined;

/** The span that this is done in, as a header `traceparent`. */
export const traceParent = (): string | undefined => {
  const span = tracing?.storage.getStore();
  return span == null ? undefined : writeTraceParent(span);
};

/** Adds to the span that this is done in, if there is one. */
export const describeSpan = (add: () => { readonly name?: string; readonly attributes?: SpanAttributes; readonly error?: string }): void => {
  const span = tracing?.storage.getStore();
  if (span == null) return;
  const { name, attributes, error } = add();
  if (name !== undefined) span.name = name;
  if (error !== undefined) span.error = error;
  Object.assign(span.attributes, attributes);
};

/** Does some work in a span. */
export const inSpan = <T>(start: SpanStart, work: () => Promise<T>): Promise<T> => {
  if (tracing === undefined) return work();
  const { storage } = tracing;
  const given = start.parent === undefined ? undefined : readTraceParent(start.parent());
  const around = start.parent === undefined ? storage.getStore() : undefined;
  if (given === 'unsampled' || around === null) return storage.run(null, work);
  const parent = given ?? around;
  // What is no part of anything has nothing to do with the span that it happened to be called in.
  if (parent === undefined && start.root !== true) return storage.getStore() === undefined ? work() : storage.run(null, work);
  return record(tracing, start, parent, work);
};

const record = async <T>({ sink, storage }: Tracing, start: SpanStart, parent: SpanContext | undefined, work: () => Promise<T>): Promise<T> => {
  const span: OpenSpan = {
    ...newSpanContext(parent), ...(parent === undefined ? {} : { parentSpanId: parent.spanId }),
    name: start.name, kind: start.kind ?? 'internal', startMs: Date.now(), attributes: { ...start.attributes },
  };
  try {
    return await storage.run(span, work);
  } catch (error) {
    span.error ??= errorMessage(error);
    throw error;
  } finally {
    sink({ ...span, endMs: Date.now() });
  }
};
