import type { Durability, InstanceStatus } from '../resource/postgres-cluster.js';

/** A replica that lacks more than this many bytes of WAL is no candidate; Patroni holds to the same bound. */
export const CANDIDATE_LAG_BYTES_MAX = 1024 * 1024;

/** Why an instance should not become the primary, in one word. */
export type CandidateRefusal =
  /** It is the primary. */
  | 'IS_PRIMARY'
  /** It does not run, or not as a replica. */
  | 'NOT_READY'
  /** Its data split from those of the primary. */
  | 'OTHER_TIMELINE'
  /** Commits that were acknowledged are not on it. */
  | 'NOT_IN_STEP'
  /** It lacks too much WAL, or nobody knows how much. */
  | 'LAGGING';

/** An instance as candidate for the next primary. */
export interface Candidate {
  readonly instance: InstanceStatus;
  /** Why not; undefined when it can be. */
  readonly refusal?: CandidateRefusal;
  /** The same in a sentence. */
  readonly reason?: string;
  /** Whether it can be made primary at the price of the newest data. */
  readonly isForceable: boolean;
}

/** What decides about candidates. */
export interface CandidateInput {
  readonly durability: Durability;
  /** Name of the primary, where there is one. */
  readonly primary?: string | undefined;
  readonly instances: readonly InstanceStatus[];
}

const RUNNING_STATES = new Set(['running', 'streaming', 'in archive recovery']);

const isReplica = ({ role }: InstanceStatus): boolean => role === 'REPLICA' || role === 'SYNC_REPLICA';

/** Every instance as candidate: the ones that can first, the best of them in front. */
export const candidatesOf = (input: CandidateInput): readonly Candidate[] => input.instances.map((instance) => judge(input, instance)).sort(byMerit);

/** The best candidate; undefined when there is none. */
export const bestCandidate = (input: CandidateInput): Candidate | undefined => candidatesOf(input).find(({ refusal }) => refusal === undefined);

const byMerit = (left: Candidate, right: Candidate): number => {
  const rank = ({ refusal, isForceable, instance }: Candidate): number =>
    (refusal === undefined ? 0 : isForceable ? 2 : refusal === 'IS_PRIMARY' ? 8 : 4) + (instance.role === 'SYNC_REPLICA' ? 0 : 1);
  return rank(left) - rank(right)
    || (left.instance.lagBytes ?? Infinity) - (right.instance.lagBytes ?? Infinity)
    || left.instance.name.localeCompare(right.instance.name, 'en', { numeric: true });
};

type Verdict = Omit<Candidate, 'instance'>;
const refused = (refusal: CandidateRefusal, reason: string, isForceable = false): Verdict => ({ refusal, reason, isForceable });

const judge = (input: CandidateInput, instance: InstanceStatus): Candidate => ({
  instance, ...(unusable(input, instance) ?? outOfStep(input, instance) ?? { isForceable: true }),
});

/** Why an instance cannot be the primary at any price. */
const unusable = ({ primary, instances }: CandidateInput, instance: InstanceStatus): Verdict | undefined => {
  const { name, state, timeline } = instance;
  if (name === primary) return refused('IS_PRIMARY', `${name} is the primary`);
  if (!isReplica(instance) || !RUNNING_STATES.has(state)) return refused('NOT_READY', `${name} does not run as a replica: ${state}`);
  const current = instances.find((other) => other.name === primary)?.timeline ?? newestTimeline(instances);
  return timeline !== undefined && current !== undefined && timeline < current
    ? refused('OTHER_TIMELINE', `${name} is on timeline ${timeline}, the cluster on ${current}`) : undefined;
};

/** Why an instance would lose data as primary. */
const outOfStep = ({ durability, primary }: CandidateInput, { name, role, ready, state, lagBytes }: InstanceStatus): Verdict | undefined => {
  if (durability !== 'ASYNC' && role !== 'SYNC_REPLICA') {
    return refused('NOT_IN_STEP', `${name} is not a replica that commits wait for (${durability})`, true);
  }
  if (primary !== undefined && lagBytes === undefined) return refused('LAGGING', `nobody knows how far ${name} is behind`, true);
  if (lagBytes !== undefined && lagBytes > CANDIDATE_LAG_BYTES_MAX) {
    return refused('LAGGING', `${name} lacks ${lagBytes} bytes of WAL, more than ${CANDIDATE_LAG_BYTES_MAX}`, true);
  }
  return ready ? undefined : refused('NOT_READY', `${name} is not ready: ${state}`, true);
};

const newestTimeline = (instances: readonly InstanceStatus[]): number | undefined => {
  const known = instances.flatMap(({ timeline }) => (timeline === undefined ? [] : [timeline]));
  return known.length === 0 ? undefined : Math.max(...known);
};
