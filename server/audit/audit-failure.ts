import { randomUUID } from 'node:crypto';
import type { Clock } from '../../kube/clock.js';
import type { AuditLog } from './audit-log.js';

/** Failures of one address in a minute that are each on record; of those that follow, the 32nd, 64th, 128th … */
const EACH_MAX = 16;

const isOnRecord = (count: number): boolean => count <= EACH_MAX || Number.isInteger(Math.log2(count));

/** Puts failures to say who one is on record, without letting their number push everything else out. */
export const auditFailure = (audit: AuditLog, clock: Clock) => (address: string, count: number): void => {
  if (!isOnRecord(count)) return;
  audit.record({
    time: new Date(clock.now()).toISOString(), account: null, address, action: 'authenticate', operationName: null, permission: null, namespace: null,
    target: `failure ${count} of this address in a minute`, outcome: 'UNAUTHENTICATED', correlationId: randomUUID(), changedFields: [], dryRun: false,
  });
};
