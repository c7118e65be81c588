import type { StandbySpec } from '../../schema/resource/cluster-standby.js';
import type { Secret } from '../../kube/core-kinds.js';

/** What the leader of a standby cluster receives from the other one. */
export interface ReceiverFacts {
  readonly streaming: boolean;
  /** WAL of the other one that is not replayed here yet, in bytes; undefined while nothing is received. */
  readonly lagBytes?: number;
}

/** What is known of the cluster that a standby follows. */
export interface ObservedStandby {
  readonly spec: StandbySpec;
  /** What it follows, in a word. */
  readonly target: string;
  /** Whether Patroni was told to follow, or will be; once that has ended it never begins again. */
  readonly isFollowing: boolean;
  readonly host: string;
  readonly port: number;
  /** System credentials of the other one. */
  readonly credentials?: Secret;
  /** Certificate that its server certificates are signed by. */
  readonly authority?: string;
  /** What the leader of the standby receives; undefined while nobody has looked. */
  readonly receiver?: ReceiverFacts;
  /** How it is known that the other one still writes; undefined when it does not. */
  readonly sourceWrites?: string;
}
