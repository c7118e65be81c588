import { accessHandlers } from './access/follow-access.js';
import { systemClock } from '../kube/clock.js';
import { failoverHandlers } from './failover/failover-handlers.js';
import { POSTGRES_POLICY } from '../kube/kinds.js';
import { DatabaseDesk } from './instance/database-desk.js';
import { maintenanceHandlers } from './maintenance/maintenance-handlers.js';
import type { OperationHandlers } from './operation/operation-handler.js';
import { storedObject } from './operation/stored-object.js';
import type { OperatorOptions } from './operator-options.js';
import { applyPolicyHandler } from './policy/apply-policy-handler.js';
import type { PolicyOutcome } from './policy/run-policy.js';

/** The handlers of operations that are more than a change of a cluster's specification. */
export const operationHandlers = ({ catalogue, clock = systemClock, random = Math.random }: OperatorOptions): OperationHandlers => {
  const policies = new DatabaseDesk<PolicyOutcome>({ clock, random });
  return {
    ...accessHandlers,
    ...failoverHandlers({ catalogue, clock, random }),
    ...maintenanceHandlers({ catalogue, clock, random }),
    CreatePolicy: storedObject(POSTGRES_POLICY),
    UpdatePolicy: storedObject(POSTGRES_POLICY),
    DeletePolicy: storedObject(POSTGRES_POLICY, { deletes: true }),
    ApplyPolicy: applyPolicyHandler(policies),
  };
};
