import type { Clock } from '../../kube/clock.js';
import type { ReplicationFacts } from '../cluster/replication-facts.js';
import type { ImageCatalogue } from '../image-catalogue.js';
import { DatabaseDesk } from '../instance/database-desk.js';
import type { OperationHandlers } from '../operation/operation-handler.js';
import type { MoveAnswer } from './carry-out-move.js';
import { moveHandler } from './move-handler.js';
import { removeInstanceHandler } from './remove-instance-handler.js';

/** What they are made of. */
export interface FailoverTools {
  readonly catalogue: ImageCatalogue;
  readonly clock: Clock;
  readonly random: () => number;
  /** How far replicas are behind, by cluster. */
  readonly replication: DatabaseDesk<ReplicationFacts>;
}

/** The handlers of operations that move the primary or take an instance away. */
export const failoverHandlers = ({ catalogue, clock, random, replication }: FailoverTools): OperationHandlers => {
  const tools = { versions: catalogue.map(({ version }) => version), moves: new DatabaseDesk<MoveAnswer>({ clock, random }), replication };
  return {
    Switchover: moveHandler(tools, true),
    // Never behind others: it may be what they wait for.
    Failover: moveHandler(tools, false),
    RemoveInstance: removeInstanceHandler(tools),
  };
};
