import { podName } from '../../schema/naming/names.js';
import { NO_KNOWLEDGE, observeCluster } from '../cluster/observe.js';
import { patroniOf } from '../cluster/patroni-of.js';
import type { ReplicationFacts } from '../cluster/replication-facts.js';
import type { ClusterWorld, ObservedInstance } from '../cluster/world.js';
import type { DatabaseDesk } from '../instance/database-desk.js';
import type { PatroniClient } from '../instance/patroni-client.js';
import { PatroniError } from '../instance/patroni-error.js';
import type { OperationVisit } from '../operation/operation-handler.js';
import type { Move } from './decide-move.js';
import { FENCE, leaderLock, manualMove, passLock } from './leader-lock.js';

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
  /** How far replicas are behind, by cluster. */
  readonly replication: DatabaseDesk<ReplicationFacts>;
}

/** The cluster of an operation as it is now. */
export const worldOf = ({ versions, replication }: MoveTools, { operation: { metadata, spec }, cache }: OperationVisit): ClusterWorld | undefined => {
  const { namespace = '' } = metadata;
  const { cluster: name = '' } = spec;
  return observeCluster(cache, { namespace, name }, versions, { ...NO_KNOWLEDGE, replication: replication.finding(`${namespace}/${name}`)?.value });
};

/** What went wrong with the last request to Patroni, which is tried again. */
export const troubleOf = ({ moves }: MoveTools, { operation }: OperationVisit): string | undefined => moves.finding(idOf(operation))?.error;

const idOf = ({ metadata }: OperationVisit['operation']): string => metadata.uid ?? metadata.name;

/** Does what was decided. Answers with what Patroni said when it will not. */
export const carryOutMove = async (tools: MoveTools, visit: OperationVisit, { world, move }: { world: ClusterWorld; move: Move }): Promise<string | undefined> => {
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
  if (lock !== undefined && manualMove(world)?.member === candidate) await passLock(client, lock, null);
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
