/** An error as a GraphQL server answers it. */
export interface AnsweredError {
  readonly message: string;
  readonly path?: ReadonlyArray<string | number> | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** Every code that a `PgoError` can have. */
export type PgoErrorCode =
  | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'ALREADY_EXISTS' | 'CONFLICT' | 'BAD_USER_INPUT' | 'FAILED_PRECONDITION'
  | 'RATE_LIMITED' | 'UNAVAILABLE' | 'INTERNAL';

/** What a `PgoError` says beside its message. */
export interface PgoErrorDetail {
  readonly code: PgoErrorCode;
  readonly suggestion: string;
  readonly permission?: string | undefined;
  readonly field?: string | undefined;
  readonly correlationId?: string | undefined;
  /** Every error of the answer, when the server answered. */
  readonly errors?: readonly AnsweredError[] | undefined;
  readonly cause?: unknown;
}

/** A refusal by the server, or a server that could not be reached (`UNAVAILABLE`). */
export class PgoError extends Error {
  /** What went wrong in one word, of a closed set. */
  readonly code: PgoErrorCode;
  /** What to do next, in a sentence. */
  readonly suggestion: string;
  /** The permission that is missing, with `FORBIDDEN`. */
  readonly permission: string | undefined;
  /** The input field at fault, with `BAD_USER_INPUT`. */
  readonly field: string | undefined;
  /** Names the request in the logs of the server. */
  readonly correlationId: string | undefined;
  /** Every error of the answer. */
  readonly errors: readonly AnsweredError[];

  constructor(message: string, { cause, ...detail }: PgoErrorDetail) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'PgoError';
    this.code = detail.code;
    this.suggestion = detail.suggestion;
    this.permission = detail.permission;
    this.field = detail.field;
    this.correlationId = detail.correlationId;
    this.errors = detail.errors ?? [];
  }
}

const CODES: ReadonlySet<string> = new Set<PgoErrorCode>([
  'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'ALREADY_EXISTS', 'CONFLICT', 'BAD_USER_INPUT', 'FAILED_PRECONDITION',
  'RATE_LIMITED', 'UNAVAILABLE', 'INTERNAL',
]);
const isCode = (value: unknown): value is PgoErrorCode => typeof value === 'string' && CODES.has(value);
const textOr = <T>(value: unknown, other: T): string | T => (typeof value === 'string' ? value : other);

/** The error of an answer with errors: speaks for the first of them and keeps all. */
export const answeredError = (errors: readonly AnsweredError[], correlationId?: string): PgoError => {
  const [first] = errors;
  const extensions = first?.extensions ?? {};
  return new PgoError(first?.message ?? 'The server refused the request without saying why.', {
    code: isCode(extensions.code) ? extensions.code : 'INTERNAL',
    suggestion: textOr(extensions.suggestion, 'Look into the log of the server.'),
    permission: textOr(extensions.permission, undefined),
    field: textOr(extensions.field, undefined),
    correlationId: textOr(extensions.correlationId, correlationId),
    errors,
  });
};

/** The error of a server that did not answer, or answered what nobody understands. */
export const unavailable = (url: string, why: string, cause?: unknown): PgoError => new PgoError(`${url} ${why}.`, {
  code: 'UNAVAILABLE',
  suggestion: 'Check the address, and that the server runs; then try again.',
  cause,
});
