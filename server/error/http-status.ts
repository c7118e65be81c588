import type { ErrorCode } from './api-error.js';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401, FORBIDDEN: 403, NOT_FOUND: 404, ALREADY_EXISTS: 409, CONFLICT: 409, BAD_USER_INPUT: 400, FAILED_PRECONDITION: 422,
  RATE_LIMITED: 429, UNAVAILABLE: 503, INTERNAL: 500,
};

/** The HTTP status of an error code. */
export const httpStatusOf = (code: unknown): number => STATUS[code as ErrorCode] ?? 500;
