import { CONFIG_MAP, POD } from '../../kube/core-kinds.js';
import type { OperationErrorStatus } from '../../schema/resource/postgres-operation.js';
import type { OperationHandler, OperationOutcome, OperationVisit } from '../operation/operation-handler.js';
import { carryOutMove, troubleOf, worldOf, type MoveTools } from './carry-out-move.js';
import { decideMove, hasMoved, moveRequest, type Move } from './decide-move.js';
import { MOVE_STEPS, stepsAfterMove, stepsBeforeMove } from './move-steps.js';
import { isRecord, recordedSteps } from './recorded-steps.js';

/** How long a move may take from being asked for to the lock having moved, in milliseconds. */
export const MOVE_TIMEOUT_MS = 3 * 60_000;
/** How often to look at what nothing tells, in milliseconds. */
export const LOOK_AGAIN_MS = 1_000;

/** Moves the primary: what `switchoverCluster` and `failoverCluster` leave. */
export const moveHandler = (tools: MoveTools, exclusive: boolean): OperationHandler => ({
  watches: [POD, CONFIG_MAP],
  exclusive,
  visit: (visit) => visitMove(tools, visit),
});

const visitMove = async (tools: MoveTools, visit: OperationVisit): Promise<OperationOutcome> => {
  const { operation, clock } = visit;
  const world = worldOf(tools, visit);
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
  const refusal = await carryOutMove(tools, visit, { world, move });
  if (refusal !== undefined) return failed(stepsBeforeMove(chosen, refusal), 'PATRONI_REFUSED', `Patroni refused: ${refusal}.`);
  const trouble = troubleOf(tools, visit);
  const message = trouble === undefined ? messageOf(move) : `${messageOf(move)} Patroni said: ${trouble}.`;
  return { steps: stepsBeforeMove(chosen, message), againMs: LOOK_AGAIN_MS };
};

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
