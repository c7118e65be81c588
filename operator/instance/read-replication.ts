import type { ReplicaPosition, ReplicationFacts } from '../cluster/replication-facts.js';
import type { PatroniClient } from './patroni-client.js';

/** A member and its Patroni. */
export interface AskedMember {
  readonly pod: string;
  readonly patroni: PatroniClient;
}

/** Measures how far the replicas are behind: first the leader is asked, then they, so that nobody seems behind who is not. */
export const readReplication = async (leader: AskedMember, others: readonly AskedMember[]): Promise<ReplicationFacts> => {
  const { walPosition } = await leader.patroni.state();
  if (walPosition === undefined) throw new Error(`${leader.pod} does not tell its position`);
  const answers = await Promise.all(others.map(async ({ pod, patroni }): Promise<[string, ReplicaPosition] | undefined> => {
    const state = await patroni.state().catch(() => undefined);
    if (state?.walPosition === undefined) return undefined;
    const received = Math.max(state.receivedPosition ?? 0, state.walPosition);
    return [pod, {
      lagBytes: Math.max(0, walPosition - received), replayLagBytes: Math.max(0, walPosition - state.walPosition), isReplayPaused: state.replayPaused,
    }];
  }));
  return { leader: leader.pod, replicas: Object.fromEntries(answers.filter((answer) => answer !== undefined)) };
};
