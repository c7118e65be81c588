import type { Key } from '../../kube/kube-object.js';
import { CONFIG_MAP, POD } from '../../kube/core-kinds.js';
import { podName } from '../../schema/naming/names.js';
import type { OperationErrorStatus } from '../../schema/resource/postgres-operation.js';
import { observeCluster } from '../cluster/observe.js';
import { patroniOf } from '../cluster/patroni-of.js';
import type { ClusterWorld, ObservedInstance } from '../cluster/world.js';
import type { DatabaseDesk } from '../instance/database-desk.js';
import type { PatroniClient } from '../instance/patroni-client.js';
import { PatroniError } from '../instance/patroni-error.js';
import type { OperationHandler, OperationOutcome, OperationVisit } from '../operation/operation-handler.js';
import { decideMove, hasMoved, moveRequest, type Move } from './decide-move.js';
import { isRecord, recordedSteps } from './recorded-steps.js';
import { FENCE, leaderLock, passLock } from './leader-lock.js';
import { MOVE_STEPS, stepsAfterMove, stepsBeforeMove } from './move-steps.js';

/** What Patroni answered to a request to move the primary. */
export interface MoveAnswer {
  /** Why it will not. */
  readonly refusal?: string;
}

/** What the handlers of moves work with. */
export interface MoveTools {
  /** Major versions on offer. */
  readonly versions: readonly number[];
  /** Requests to Patroni, by operation: they take as long as the move. */
  readonly moves: DatabaseDesk<MoveAnswer>;
}

/** How long a move may take from being asked for to the lock having moved, in milliseconds. */
export const MOVE_TIMEOUT_MS = 3 * 60_000;
/** How often to look at what nothing tells, in milliseconds. */
const LOOK_AGAIN_MS = 1_000;

const NO_KNOWLEDGE = { facts: () => undefined, streams: () => undefined };

/** Moves the primary: what `switchoverCluster` and `failoverCluster` leave. */
export const moveHandler = (tools: MoveTools, exclusive: boolean): OperationHandler => ({
  watches: [POD, CONFIG_MAP],
  exclusive,
  visit: (visit) => visitMove(tools, visit),
});

const visitMove = async (tools: MoveTools, visit: OperationVisit): Promise<OperationOutcome> => {
  const { operation, cache, clock } = visit;
  const key: Key = { namespace: operation.metadata.namespace ?? '', name: operation.spec.cluster ?? '' };
  const world = observeCluster(cache, key, tools.versions, NO_KNOWLEDGE);
  if (world === undefined) return failed([], 'CLUSTER_DELETED', 'The cluster is gone.');
  if (isRecord(operation)) return { steps: recordedSteps(world, operation, clock.now()), againMs: LOOK_AGAIN_MS };
  const request = moveRequest(operation);
  const ageMs = clock.now() - request.askedAtMs;
  const handedOver = operation.status?.steps?.some(({ name, state }) => name === MOVE_STEPS.handOver && state === 'SUCCEEDED') === true;
  if (handedOver || hasMoved(world, request)) return { steps: stepsAfterMove(world, { from: request.from, ageMs }), againMs: LOOK_AGAIN_MS };
  const move = decideMove(world, request);
  const chosen = 'to' in move ? move.to.name : request.target;
  if (move.act === 'refuse') return failed(stepsBeforeMove(undefined, move.error.message), move.error.code, move.error.message);
  if (ageMs > MOVE_TIMEOUT_MS) return failed(stepsBeforeMove(chosen, 'It took too long.'), 'TIMED_OUT', `The primary has not moved within ${MOVE_TIMEOUT_MS / 60_000} minutes.`);
  const refusal = await act(tools, visit, { world, move });
  if (refusal !== undefined) return failed(stepsBeforeMove(chosen, refusal), 'PATRONI_REFUSED', `Patroni refused: ${refusal}.`);
  const trouble = tools.moves.finding(idOf(operation))?.error;
  const message = trouble === undefined ? messageOf(move) : `${messageOf(move)} Patroni said: ${trouble}.`;
  return { steps: stepsBeforeMove(chosen, message), againMs: LOOK_AGAIN_MS };
};

const idOf = ({ metadata }: OperationVisit['operation']): string => metadata.uid ?? metadata.name;

const messageOf = (move: Move): string => {
  switch (move.act) {
    case 'wait': return move.message;
    case 'switchover': return `${move.through.name} is handing over to ${move.to.name}.`;
    case 'failover': return `${move.to.name} is taking over.`;
    case 'fence': return 'The present primary is made to stop.';
    case 'release': return `${move.to.name} may take the lock.`;
    case 'refuse': return move.error.message;
  }
};

const failed = (steps: OperationOutcome['steps'], code: string, message: string): OperationOutcome => {
  const error: OperationErrorStatus = { code, message, suggestion: 'Look at `Cluster.candidates` (pgo failover NAME --query) and ask again.' };
  return { steps, error };
};

/** Does what was decided. Answers with what Patroni said when it will not. */
const act = async (tools: MoveTools, visit: OperationVisit, { world, move }: { world: ClusterWorld; move: Move }): Promise<string | undefined> => {
  switch (move.act) {
    case 'wait':
    case 'refuse':
      return undefined;
    case 'fence':
      await fence(visit, world);
      return undefined;
    case 'release':
      await release(tools, visit, { world, to: move.to });
      return undefined;
    case 'switchover':
    case 'failover':
      return ask(tools, visit, { world, move });
  }
};

const fence = async ({ operation, client, logger }: OperationVisit, world: ClusterWorld): Promise<void> => {
  const lock = leaderLock(world);
  if (lock !== undefined && await passLock(client, lock, FENCE)) logger.info({ operation: operation.metadata.name, holder: lock.holder }, 'the leader lock is fenced for a forced failover');
};

const release = async (tools: MoveTools, { operation, client }: OperationVisit, { world, to }: { world: ClusterWorld; to: ObservedInstance }): Promise<void> => {
  const candidate = memberName(to);
  tools.moves.request(idOf(operation), 'release', () => answerOf(patroniOf(world, to), (patroni) => patroni.failover(candidate)), () => {});
  const lock = leaderLock(world);
  // The key that names the next one must be there before the race begins.
  if (lock !== undefined && isFailoverNamed(world, candidate)) await passLock(client, lock, null);
};

const ask = ({ moves }: MoveTools, { operation }: OperationVisit, { world, move }: { world: ClusterWorld; move: Extract<Move, { through: ObservedInstance }> }): string | undefined => {
  const id = idOf(operation);
  const [leader, candidate] = [memberName(move.through), memberName(move.to)];
  const patroni = patroniOf(world, move.through);
  moves.request(id, move.act, () => answerOf(patroni, (one) => (move.act === 'switchover' ? one.switchover(leader, candidate) : one.failover(candidate))), () => {});
  const finding = moves.finding(id);
  return finding?.state === 'done' ? finding.value?.refusal : undefined;
};

const memberName = ({ name, pod }: ObservedInstance): string => pod?.metadata.name ?? podName(name);

/** Whether Patroni's store names the candidate of a manual failover. */
const isFailoverNamed = ({ cluster, configMaps }: ClusterWorld, candidate: string): boolean =>
  configMaps.some(({ metadata }) => metadata.name === `${cluster.metadata.name}-ha-failover` && metadata.annotations?.['member'] === candidate);

/** Status with which Patroni says that the request itself cannot be met. */
const PRECONDITION_FAILED = 412;

const answerOf = async (patroni: PatroniClient | undefined, call: (patroni: PatroniClient) => Promise<void>): Promise<MoveAnswer> => {
  if (patroni === undefined) throw new Error('its Patroni has no address yet');
  try {
    await call(patroni);
    return {};
  } catch (error) {
    if (error instanceof PatroniError && error.status === PRECONDITION_FAILED) return { refusal: error.message };
    throw error;
  }
};
