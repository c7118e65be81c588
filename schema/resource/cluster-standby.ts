/** The other cluster that a standby cluster follows: one of the same namespace, or a server elsewhere. */
export interface StandbySpec {
  /**
   * Whether it follows. False promotes the cluster, once and for ever, as soon as the other one does not write any more.
   * @default true
   */
  enabled?: boolean;
  /** Promotes although the other cluster still writes: what it commits from then on is not here. */
  force?: boolean;
  /**
   * Name of the cluster that is followed, in the same namespace.
   * @minLength 1
   * @maxLength 63
   */
  cluster?: string;
  /**
   * Host of the server that is followed, when it is none of the same namespace.
   * @minLength 1
   * @maxLength 253
   */
  host?: string;
  /**
   * Its TCP port; 5432 when left out.
   * @minimum 1
   * @maximum 65535
   * @asType integer
   */
  port?: number;
  /**
   * Secret with the followed cluster's system credentials (`superuser-password`, `replication-password`, `rewind-password`)
   * and its `ca.crt`; with the label `pgo.dev/cluster` of this cluster. Needed beside `host`.
   * @minLength 1
   * @maxLength 253
   */
  credentials?: string;
}

/** How a standby cluster follows another one. */
export interface StandbyStatus {
  /** The other one: a name, or a host and port. */
  source: string;
  /** Whether it follows; false once it was promoted. */
  following: boolean;
  /** Whether it receives WAL from the other one now. */
  streaming: boolean;
  /**
   * WAL of the other one that is not here yet, in bytes; left out when it is not known.
   * @asType integer
   */
  lagBytes?: number;
  /** Why it is not to be promoted: how it is known that the other one still writes. Left out when it does not. */
  sourceWrites?: string;
}
