/** What the exit code of `pgo` says. Scripts rely on the numbers. */
export const exitCodes = {
  /** Done as asked. */
  done: 0,
  /** Failed for a reason that no other code names. */
  failed: 1,
  /** The command line, or a value in it, is wrong. */
  usage: 2,
  /** What was named does not exist. */
  notFound: 3,
  /** Not logged in, or not allowed. */
  denied: 4,
  /** The operation was carried out and failed. */
  operationFailed: 5,
  /** The time given with --timeout ran out; the operation goes on. */
  timedOut: 6,
  /** Interrupted by Ctrl-C or a signal. */
  interrupted: 130,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
