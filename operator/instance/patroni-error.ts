/** What kind of trouble there was with a Patroni. */
export type PatroniTrouble =
  /** No connection, or it broke. */
  | 'UNREACHABLE'
  /** No answer in time: what was asked for may have happened. */
  | 'TIMEOUT'
  /** The password was wrong. */
  | 'UNAUTHORIZED'
  /** Patroni said no; the message is its own. */
  | 'REFUSED'
  /** The answer makes no sense. */
  | 'BAD_ANSWER';

/** A call of Patroni that did not succeed. Never holds the password. */
export class PatroniError extends Error {
  constructor(readonly trouble: PatroniTrouble, message: string, readonly status?: number) {
    super(message);
    this.name = 'PatroniError';
  }
}
