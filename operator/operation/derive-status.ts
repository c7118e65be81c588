import type {
  OperationErrorStatus, OperationState, OperationStepStatus, PostgresOperationStatus,
} from '../../schema/resource/postgres-operation.js';
import type { StepNow } from './operation-steps.js';
import type { OperationWorld } from './operation-world.js';

/** A status, and after how many milliseconds to derive it again although nothing changed. */
export interface Derived {
  readonly status: PostgresOperationStatus;
  readonly againMs?: number;
}

/** The status of an operation in a state, from its steps as they are now and as they were written last. */
export const derive = (world: Pick<OperationWorld, 'operation' | 'nowMs'>, steps: readonly StepNow[], state: OperationState, error?: OperationErrorStatus): Derived => {
  const { operation, nowMs } = world;
  const now = new Date(nowMs).toISOString();
  const timed = timedSteps(steps, operation.status?.steps ?? [], { state, now });
  const startedAt = operation.status?.startedAt ?? (state === 'PENDING' ? undefined : operation.metadata.creationTimestamp ?? now);
  return {
    status: {
      ...(operation.metadata.generation === undefined ? {} : { observedGeneration: operation.metadata.generation }),
      state,
      steps: timed,
      progress: timed.length === 0 ? 0 : Math.round((timed.reduce((sum, step) => sum + shareDone(step), 0) / timed.length) * 100) / 100,
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(state === 'PENDING' || state === 'RUNNING' ? {} : { finishedAt: now }),
      ...(error === undefined ? {} : { error }),
    },
  };
};

/** How much of a step is done, from 0 to 1. */
const shareDone = ({ state, current, max }: OperationStepStatus): number => {
  if (state === 'SUCCEEDED') return 1;
  return current === undefined || max === undefined || max <= 0 ? 0 : Math.min(1, current / max);
};

/** Gives steps their states and times: a step that was done stays done, the first one that is not runs. */
const timedSteps = (
  steps: readonly StepNow[], before: readonly OperationStepStatus[], { state, now }: { state: OperationState; now: string },
): OperationStepStatus[] => {
  const open = steps.findIndex((step) => !step.done && before.find(({ name }) => name === step.name)?.state !== 'SUCCEEDED');
  return steps.map(({ done, waiting, failed, ...step }, index) => {
    const last = before.find(({ name }) => name === step.name);
    if (last?.state === 'SUCCEEDED') return last;
    if (failed === true) return failedStep(step, last, now);
    if (done) return { ...step, state: 'SUCCEEDED', startedAt: last?.startedAt ?? now, finishedAt: now };
    if (state === 'PENDING' || (state === 'RUNNING' && waiting === true)) return { ...step, state: 'PENDING' };
    if (state === 'FAILED') return { ...step, ...startOf(last), state: index === open ? 'FAILED' : 'CANCELLED', ...(index === open ? { finishedAt: now } : {}) };
    return { ...step, state: 'RUNNING', startedAt: last?.startedAt ?? now };
  });
};

/** A step that failed where others go on. */
const failedStep = (step: Pick<StepNow, 'name' | 'message'>, last: OperationStepStatus | undefined, now: string): OperationStepStatus =>
  ({ ...step, state: 'FAILED', startedAt: last?.startedAt ?? now, finishedAt: (last?.state === 'FAILED' ? last.finishedAt : undefined) ?? now });

const startOf = (last: OperationStepStatus | undefined): { startedAt?: string } => (last?.startedAt === undefined ? {} : { startedAt: last.startedAt });
