import { GraphQLError } from 'graphql';
import type { Permission } from '../../schema/graphql/permission.js';

/** Every code that an error of the API can have. */
export const ERROR_CODES = [
  'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'ALREADY_EXISTS', 'CONFLICT', 'BAD_USER_INPUT', 'FAILED_PRECONDITION',
  'RATE_LIMITED', 'UNAVAILABLE', 'INTERNAL',
] as const;
/** One of the codes. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** What an error says beside its code and message. */
export interface ErrorDetail {
  /** What the caller can do next. */
  readonly suggestion: string;
  /** The input field at fault, as a path of names with dots. */
  readonly field?: string;
  /** The permission that is missing. */
  readonly permission?: Permission;
  /** The namespace in which it is missing. */
  readonly namespace?: string;
  /** Every fault of the input, when there is more than one. */
  readonly issues?: readonly { readonly field: string; readonly message: string; readonly suggestion: string }[];
  readonly cause?: unknown;
}

/** A refusal that the caller is told about as it is. */
export class ApiError extends GraphQLError {
  constructor(readonly code: ErrorCode, message: string, { cause, ...detail }: ErrorDetail) {
    super(message, { extensions: { code, ...detail }, ...(cause instanceof Error ? { originalError: cause } : {}) });
    this.name = 'ApiError';
  }
}

/** The input is wrong: names the field, what is wrong with it and what would be right. */
export const badUserInput = (field: string, message: string, suggestion: string): ApiError =>
  new ApiError('BAD_USER_INPUT', `${field}: ${message}`, { field, suggestion });

/** There is no such object, or the viewer may not know of it. */
export const notFound = (what: string, suggestion: string): ApiError => new ApiError('NOT_FOUND', `There is no ${what}.`, { suggestion });
