/** What an instance's PostgreSQL says of itself and Kubernetes does not know. */
export interface InstanceFacts {
  /** Full version, such as `15.20`. */
  readonly serverVersion?: string;
  /** When PostgreSQL was started (RFC 3339). */
  readonly startedAt?: string;
}
