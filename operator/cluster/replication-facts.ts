/** How far the replicas are, measured at one moment. */
export interface ReplicationFacts {
  /** Name of the pod that led. */
  readonly leader: string;
  /** The replicas that answered, by pod. */
  readonly replicas: Readonly<Record<string, ReplicaPosition>>;
}

/** How far one replica is. */
export interface ReplicaPosition {
  /** WAL that the primary has and it has not received, in bytes. */
  readonly lagBytes: number;
  /** WAL that it has not replayed, in bytes: what it must work off before it can serve as primary, and what its readers do not see. */
  readonly replayLagBytes: number;
  readonly isReplayPaused: boolean;
}
