import type { ScheduleType } from '../../schema/schedule/schedule.js';
import type { ScheduleRunInput } from '../../schema/schedule/schedule-run.js';
import type { OperationHandler, OperationOutcome, OperationVisit } from '../operation/operation-handler.js';

/** Does what a schedule of one type is for, in the manner of an operation's handler. */
export type ScheduledWork = (visit: OperationVisit, input: ScheduleRunInput) => Promise<OperationOutcome> | OperationOutcome;

/** Carries out `RunSchedule`. */
export const runScheduleHandler = (works: Readonly<Partial<Record<ScheduleType, ScheduledWork>>>, watches: OperationHandler['watches'] = []): OperationHandler => ({
  watches,
  async visit(visit) {
    const input = visit.operation.spec.input as unknown as ScheduleRunInput | undefined;
    if (input?.skipped !== undefined) return { steps: [{ name: 'Skip', done: true, message: input.skipped }], isCancelled: true };
    const work = input === undefined || !Object.hasOwn(works, input.type) ? undefined : works[input.type];
    if (input === undefined || work === undefined) {
      const message = 'The operation does not say what is to be run.';
      return { steps: [{ name: 'Run', done: false, message }], error: { code: 'INVALID_INPUT', message, suggestion: 'Run a schedule with `runSchedule`.' } };
    }
    return work(visit, input);
  },
});
