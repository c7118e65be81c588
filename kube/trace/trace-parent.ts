import { randomBytes } from 'node:crypto';

/** Where a span is: its trace, and itself in it. Both are lower-case hexadecimal. */
export interface SpanContext {
  readonly traceId: string;
  readonly spanId: string;
}

/** Version 00 of the W3C's header `traceparent`; zeros alone name nothing. */
const TRACE_PARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;
const SAMPLED = 1;

/** What a header `traceparent` says: a span, that this trace is not to be recorded, or nothing that can be read. */
export const readTraceParent = (text: string | undefined): SpanContext | 'unsampled' | undefined => {
  const [, traceId, spanId, flags] = TRACE_PARENT.exec(text ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  return (Number.parseInt(flags, 16) & SAMPLED) === SAMPLED ? { traceId, spanId } : 'unsampled';
};

/** A span as a header `traceparent`. */
export const writeTraceParent = ({ traceId, spanId }: SpanContext): string => `00-${traceId}-${spanId}-01`;

/** A new span in the trace of another one, or in a new trace. */
export const newSpanContext = (parent: SpanContext | undefined): SpanContext => ({
  traceId: parent?.traceId ?? randomBytes(16).toString('hex'), spanId: randomBytes(8).toString('hex'),
});
