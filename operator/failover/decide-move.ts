import { bestCandidate, type Candidate, candidatesOf, type CandidateInput } from '../../schema/availability/candidates.js';
import { podName } from '../../schema/naming/names.js';
import type { OperationErrorStatus, PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { containerRuns, primaryOf } from '../cluster/instance-health.js';
import { instanceStatus } from '../cluster/instance-status.js';
import type { ClusterWorld, ObservedInstance } from '../cluster/world.js';
import { FENCE, leaderLock, manualMove } from './leader-lock.js';

/** What an operation that moves the primary asks for. */
export interface MoveRequest {
  readonly kind: 'Switchover' | 'Failover';
  /** Name of the instance that shall lead; the best when left out. */
  readonly target?: string | undefined;
  /** Name of the instance that led when it was asked for. */
  readonly from?: string | undefined;
  readonly force: boolean;
  /** When it was asked for, in milliseconds since the epoch. */
  readonly askedAtMs: number;
}

/** What is to be done next. */
export type Move =
  | { readonly act: 'wait'; readonly message: string }
  | { readonly act: 'refuse'; readonly error: OperationErrorStatus }
  /** Patroni of `through` is asked to hand over to `to`. */
  | { readonly act: 'switchover' | 'failover'; readonly through: ObservedInstance; readonly to: ObservedInstance }
  /** The lock is taken away from everyone. */
  | { readonly act: 'fence'; readonly to: ObservedInstance }
  /** The fence is lifted: whoever led before has stopped. */
  | { readonly act: 'release'; readonly to: ObservedInstance };

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** What an operation asks for. */
export const moveRequest = ({ spec, metadata }: PostgresOperation): MoveRequest => ({
  kind: spec.kind === 'Switchover' ? 'Switchover' : 'Failover',
  target: text(spec.input?.['target']), from: text(spec.input?.['from']), force: spec.input?.['force'] === true,
  askedAtMs: Date.parse(metadata.creationTimestamp ?? ''),
});

/** Whether the lock has moved as asked. */
export const hasMoved = (world: ClusterWorld, { target, from, askedAtMs }: MoveRequest): boolean => {
  const lock = leaderLock(world);
  if (lock === undefined || lock.holder === FENCE) return false;
  if (target !== undefined) return lock.holder === podName(target);
  return from === undefined ? lock.acquiredAtMs >= askedAtMs : lock.holder !== podName(from);
};

/** What decides about candidates, as it is now. */
export const candidatesNow = (world: ClusterWorld): CandidateInput => ({
  durability: world.spec.durability, primary: primaryOf(world)?.name, instances: world.instances.map((instance) => instanceStatus(world, instance)),
});

const REFUSED = 'Look at `Cluster.candidates` (pgo failover NAME --query) and ask again.';

const refuse = (code: string, message: string): Move => ({ act: 'refuse', error: { code, message, suggestion: REFUSED } });

/** Decides what to do for a move that has not happened. */
export const decideMove = (world: ClusterWorld, request: MoveRequest): Move => {
  const input = candidatesNow(world);
  const candidates = candidatesOf(input);
  if (request.target !== undefined && !world.instances.some(({ name }) => name === request.target)) {
    return refuse('TARGET_UNKNOWN', `The cluster has no instance "${request.target}".`);
  }
  const message = request.kind === 'Switchover' ? underWay(world, request) : undefined;
  if (message !== undefined) return { act: 'wait', message };
  const chosen = request.target === undefined ? bestCandidate(input) : candidates.find(({ instance }) => instance.name === request.target);
  const to = world.instances.find(({ name }) => name === chosen?.instance.name);
  if (chosen !== undefined && to !== undefined) return moveTo(world, request, { ...chosen, to });
  const reasons = candidates.map(({ reason }) => reason).filter((reason) => reason !== undefined);
  return refuse('NO_CANDIDATE', `No instance can take over: ${reasons.join('; ') || 'there is none'}.`);
};

/**
 * What a switchover waits for; undefined when it can be asked for. A primary that hands over stops while it still holds
 * the lock, and its replicas have nobody to stream from: neither is a reason to refuse what is already happening.
 */
const underWay = (world: ClusterWorld, { target }: MoveRequest): string | undefined => {
  const lock = leaderLock(world);
  if (lock === undefined) return 'The lock is free; a replica is taking it.';
  const next = manualMove(world)?.member;
  if (next !== undefined && (target === undefined || next === podName(target))) return `Patroni hands over to ${next}.`;
  return primaryOf(world) === undefined && lock.holder !== FENCE ? `${lock.holder} holds the lock and does not serve.` : undefined;
};

const moveTo = (world: ClusterWorld, { kind, force }: MoveRequest, { to, refusal, reason, isForceable }: Candidate & { readonly to: ObservedInstance }): Move => {
  const primary = primaryOf(world);
  if (leaderLock(world)?.holder === FENCE) return leftToFence(world, to);
  if (refusal !== undefined && !(force && isForceable)) return refuse('TARGET_REFUSED', `${reason ?? 'It cannot be the primary'}.`);
  if (primary === undefined) return { act: 'failover', through: to, to };
  if (refusal !== undefined) return { act: 'fence', to };
  return { act: kind === 'Switchover' ? 'switchover' : 'failover', through: primary, to };
};

const LEADING = new Set(['master', 'primary', 'leader', 'standby_leader']);

/** The fence stands until no instance but the next one says that it leads. */
const leftToFence = (world: ClusterWorld, to: ObservedInstance): Move => {
  const still = world.instances.find((instance) => instance !== to && containerRuns(instance.pod)
    && LEADING.has(instance.member?.role ?? '') && instance.member?.state !== 'stopped');
  return still === undefined ? { act: 'release', to } : { act: 'wait', message: `${still.name} is stopping.` };
};
