import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { podName } from '../../schema/naming/names.js';
import { primaryOf } from '../cluster/instance-health.js';
import type { ClusterWorld } from '../cluster/world.js';
import type { StepNow } from '../operation/operation-steps.js';
import { FENCE, leaderLock } from './leader-lock.js';
import { MOVE_STEPS, stepsAfterMove } from './move-steps.js';

/** Whether an operation is the record of a failover that nobody asked for. */
export const isRecord = ({ spec }: PostgresOperation): boolean => spec.input?.['automatic'] === true;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Where a failover stands. */
interface Standing {
  /** The instance that was lost. */
  readonly from: string;
  /** Whether it still holds the lock, and does not lead. */
  readonly isHeld: boolean;
  /** Whether it leads again, so that nobody had to take over. */
  readonly isBack: boolean;
  /** Who took the lock. */
  readonly elected?: string;
  readonly leads?: string;
}

const standingOf = (world: ClusterWorld, from: string): Standing => {
  const holder = leaderLock(world)?.holder;
  const leads = primaryOf(world)?.name;
  const elected = world.instances.find(({ name }) => name !== from && podName(name) === holder)?.name;
  return {
    from, isBack: leads === from, isHeld: holder === podName(from) && leads !== from,
    ...(elected === undefined || holder === FENCE ? {} : { elected }), ...(leads === undefined ? {} : { leads }),
  };
};

/** The timeline of a failover that nobody asked for: what has happened until now. */
export const recordedSteps = (world: ClusterWorld, operation: PostgresOperation, nowMs: number): StepNow[] => {
  const input = operation.spec.input ?? {};
  const [from, cause, lostAt] = [text(input['from']), text(input['cause']), text(input['lostAt'])];
  const standing = standingOf(world, from);
  const { isBack, elected, leads } = standing;
  const gap = Math.max(0, (nowMs - Date.parse(lostAt)) / 1000).toFixed(1);
  const promoted = leads !== undefined && (isBack || elected === leads);
  const after = stepsAfterMove(world, { from, ageMs: nowMs - Date.parse(operation.metadata.creationTimestamp ?? '') });
  return [
    { name: 'Detect', done: true, message: `${capital(cause)}.` },
    ...raceSteps(standing, lostAt),
    {
      name: MOVE_STEPS.promote, done: promoted, waiting: !isBack && elected === undefined,
      message: promoted ? `${leads} accepts writes, ${gap} s after ${from} was last known to.` : 'The next primary is being promoted.',
    },
    ...after.filter(({ name }) => name === MOVE_STEPS.services || name === MOVE_STEPS.back)
      .map((step) => ({ ...step, done: isBack || (promoted && step.done), waiting: !promoted || step.waiting === true })),
  ];
};

const raceSteps = ({ from, isBack, isHeld, elected }: Standing, lostAt: string): StepNow[] => [
  {
    name: 'Lose the leader', done: !isHeld,
    message: isHeld ? `${from} still holds the lock, which is ended if Kubernetes says that it is dead, and runs out otherwise.` : `${from} was last known to lead at ${lostAt}.`,
  },
  {
    name: 'Elect', done: isBack || elected !== undefined, waiting: isHeld,
    message: isBack ? `${from} leads again; nobody had to take over.` : elected === undefined ? 'The replicas race for the lock.' : `${elected} took the lock.`,
  },
];

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);
