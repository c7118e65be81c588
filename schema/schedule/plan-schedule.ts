import type { MutationPlan, PlanChange } from '../plan/plan.js';
import { nextTick } from './cron.js';
import type { Schedule } from './schedule.js';

const object = (name: string): string => `Schedule/${name}`;

const whenText = ({ cron, timeZone, suspended }: Schedule, nowMs: number): string => {
  if (suspended) return 'It rests until it is resumed.';
  const next = nextTick(cron, timeZone, nowMs);
  return next === undefined ? 'It never runs.' : `It runs next at ${new Date(next).toISOString()}.`;
};

/** What creating a schedule changes. */
export const planCreateSchedule = (name: string, schedule: Schedule, nowMs: number): MutationPlan => ({
  impact: 'NONE', summary: `Creates the schedule "${name}" for the cluster "${schedule.cluster.name}". ${whenText(schedule, nowMs)}`,
  changes: [{ object: object(name), action: 'create', after: { ...schedule }, impact: 'NONE' }],
});

/** What changing a schedule changes. */
export const planUpdateSchedule = (name: string, before: Schedule, after: Schedule, nowMs: number): MutationPlan => {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Schedule)[];
  const changes = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field): PlanChange => ({ object: object(name), action: 'update', path: field, before: before[field], after: after[field], impact: 'NONE' }));
  return { impact: 'NONE', changes, summary: changes.length === 0 ? `Nothing changes: the schedule "${name}" is like this already.` : `Changes the schedule "${name}". ${whenText(after, nowMs)}` };
};

/** What deleting a schedule changes. */
export const planDeleteSchedule = (name: string): MutationPlan => ({
  impact: 'NONE', summary: `Deletes the schedule "${name}". A run that is under way goes on.`,
  changes: [{ object: object(name), action: 'delete', impact: 'NONE' }],
});

const DOES = {
  BACKUP: 'takes a backup of', POLICY: 'applies the policy to', VERIFY: 'checks the latest backup of', STOP: 'stops', START: 'starts',
} as const;

/** What running a schedule now does. */
export const planRunSchedule = (name: string, { type, cluster }: Schedule): MutationPlan => {
  const impact = type === 'STOP' ? 'OFFLINE' : 'NONE';
  return {
    impact, summary: `Runs the schedule "${name}" now: it ${DOES[type]} the cluster "${cluster.name}".`,
    changes: [{ object: `PostgresCluster/${cluster.name}`, action: 'update', path: type.toLowerCase(), impact }],
  };
};
