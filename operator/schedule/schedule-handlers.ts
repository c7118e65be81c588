import type { Clock } from '../../kube/clock.js';
import { SCHEDULE_CONFIG_MAP } from '../../kube/core-kinds.js';
import { POSTGRES_POLICY } from '../../kube/kinds.js';
import { DatabaseDesk } from '../instance/database-desk.js';
import type { OperationHandler, OperationHandlers } from '../operation/operation-handler.js';
import { storedObject } from '../operation/stored-object.js';
import { applyPolicyHandler, visitPolicy } from '../policy/apply-policy-handler.js';
import type { PolicyOutcome } from '../policy/run-policy.js';
import { runScheduleHandler } from './run-schedule-handler.js';
import { scheduledBackup } from './scheduled-backup.js';
import { stopOrStart } from './stop-or-start.js';

/** What the handlers work with. */
export interface ScheduleHandlerTools {
  readonly clock: Clock;
  readonly random: () => number;
  /** Proves backups. */
  readonly verify: OperationHandler;
}

/** The handlers of operations on policies and schedules. */
export const scheduleHandlers = ({ verify, ...context }: ScheduleHandlerTools): OperationHandlers => {
  const policies = new DatabaseDesk<PolicyOutcome>(context);
  return {
    CreatePolicy: storedObject(POSTGRES_POLICY),
    UpdatePolicy: storedObject(POSTGRES_POLICY),
    DeletePolicy: storedObject(POSTGRES_POLICY, { deletes: true }),
    ApplyPolicy: applyPolicyHandler(policies),
    CreateSchedule: storedObject(SCHEDULE_CONFIG_MAP),
    UpdateSchedule: storedObject(SCHEDULE_CONFIG_MAP),
    DeleteSchedule: storedObject(SCHEDULE_CONFIG_MAP, { deletes: true }),
    RunSchedule: runScheduleHandler({
      POLICY: (visit) => visitPolicy(visit, policies),
      STOP: stopOrStart(true),
      START: stopOrStart(false),
      BACKUP: scheduledBackup,
      VERIFY: (visit) => verify.visit(visit),
    }, verify.watches),
  };
};
