import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Header that names a request, on the way in and out. */
export const CORRELATION_HEADER = 'x-correlation-id';

/** The caller's own correlation id when it is fit to stand in a log, else a new one. */
export const correlationIdOf = (header: unknown): string => (typeof header === 'string' && /^[\w.-]{1,128}$/.test(header) ? header : randomUUID());

/** The caller's own span, if it names one. */
export const traceParentOf = ({ traceparent }: IncomingHttpHeaders): string | undefined => (typeof traceparent === 'string' ? traceparent : undefined);
