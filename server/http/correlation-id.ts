import { randomUUID } from 'node:crypto';

/** Header that names a request, on the way in and out. */
export const CORRELATION_HEADER = 'x-correlation-id';

/** The caller's own correlation id when it is fit to stand in a log, else a new one. */
export const correlationIdOf = (header: unknown): string => (typeof header === 'string' && /^[\w.-]{1,128}$/.test(header) ? header : randomUUID());
