import type { PostgresClusterStatus } from '../../schema/resource/postgres-cluster.js';
import { backupHappenings } from './backup-happenings.js';
import { storageHappenings } from '../storage/storage-happenings.js';
import type { Happening } from './event-recorder.js';

/** What people should hear of between two statuses. */
export const statusHappenings = (before: PostgresClusterStatus | undefined, after: PostgresClusterStatus): Happening[] =>
  [...primaryHappenings(before, after), ...stateHappenings(before, after), ...storageHappenings(before, after), ...backupHappenings(before, after)];

const QUIET_STATES = new Set(['DELETING', 'STOPPED']);

const primaryHappenings = (before: PostgresClusterStatus | undefined, after: PostgresClusterStatus): Happening[] => {
  const happenings: Happening[] = [];
  if (after.primary !== undefined && after.primary !== before?.primary) {
    const first = before?.primary === undefined;
    happenings.push({ type: 'Normal', reason: 'PrimaryChanged', message: first ? `${after.primary} is the primary.` : `${after.primary} is the primary in place of ${before?.primary}.` });
  }
  if (before?.primary !== undefined && after.primary === undefined && !QUIET_STATES.has(after.state ?? '')) {
    happenings.push({ type: 'Warning', reason: 'PrimaryLost', message: `${before.primary} is no longer the primary and no other instance is yet.` });
  }
  return happenings;
};

const stateHappenings = (before: PostgresClusterStatus | undefined, after: PostgresClusterStatus): Happening[] => {
  const ready = after.conditions?.find(({ type }) => type === 'Ready');
  if (after.state === before?.state || ready === undefined) return [];
  const type = after.state === 'FAILED' || after.state === 'DEGRADED' ? 'Warning' : 'Normal';
  return [{ type, reason: ready.status === 'True' ? 'Ready' : ready.reason, message: `${after.state}: ${ready.message}` }];
};
