import { exitCodes, type ExitCode } from './exit-code.js';

/** What is known of a failure beside its message. */
export interface CliErrorDetails {
  /** What the process ends with. Default: failed (1). */
  exitCode?: ExitCode;
  /** The flag, argument or field that it is about. */
  field?: string;
  /** What to do next, as a sentence. */
  suggestion?: string;
  cause?: unknown;
}

/** A failure that the command line itself finds or words: what failed, where, what to do next, and the exit code. */
export class CliError extends Error {
  readonly exitCode: ExitCode;
  readonly field: string | undefined;
  readonly suggestion: string | undefined;

  constructor(message: string, details: CliErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'CliError';
    this.exitCode = details.exitCode ?? exitCodes.failed;
    this.field = details.field;
    this.suggestion = details.suggestion;
  }
}

/** A wrong command line (exit code 2), with the flag or argument that is wrong. */
export const usageError = (message: string, field?: string, suggestion?: string): CliError =>
  new CliError(message, {
    exitCode: exitCodes.usage,
    ...(field === undefined ? {} : { field }),
    ...(suggestion === undefined ? {} : { suggestion }),
  });

/** Something named on the command line that the server does not have (exit code 3). */
export const notFoundError = (message: string, suggestion: string): CliError =>
  new CliError(message, { exitCode: exitCodes.notFound, suggestion });
