import { registerEnumType } from 'type-graphql';

/** What a schedule does. */
export const ScheduleType = { BACKUP: 'BACKUP', POLICY: 'POLICY', VERIFY: 'VERIFY', STOP: 'STOP', START: 'START' } as const;
/** One of the values of `ScheduleType`. */
export type ScheduleType = (typeof ScheduleType)[keyof typeof ScheduleType];

registerEnumType(ScheduleType, {
  name: 'ScheduleType', description: 'What a schedule does.',
  valuesConfig: {
    BACKUP: { description: 'Takes a backup.' },
    POLICY: { description: 'Applies a policy.' },
    VERIFY: { description: 'Checks that the latest backup can be restored.' },
    STOP: { description: 'Stops the cluster; its data stay.' },
    START: { description: 'Starts the cluster.' },
  },
});

/** What becomes of a run that was missed. */
export const MissedRuns = { RUN_ONCE: 'RUN_ONCE', SKIP: 'SKIP' } as const;
/** One of the values of `MissedRuns`. */
export type MissedRuns = (typeof MissedRuns)[keyof typeof MissedRuns];

registerEnumType(MissedRuns, {
  name: 'MissedRuns', description: 'What becomes of runs whose time passed while no scheduler ran.',
  valuesConfig: {
    RUN_ONCE: { description: 'The last of them runs once, unless it is later than the deadline.' },
    SKIP: { description: 'They are skipped.' },
  },
});

/** What becomes of a run that would overlap the one before. */
export const Overlap = { FORBID: 'FORBID', ALLOW: 'ALLOW' } as const;
/** One of the values of `Overlap`. */
export type Overlap = (typeof Overlap)[keyof typeof Overlap];

registerEnumType(Overlap, {
  name: 'Overlap', description: 'What becomes of a run whose time comes while the one before has not ended. The one before is never ended for it.',
  valuesConfig: {
    FORBID: { description: 'It is skipped.' },
    ALLOW: { description: 'It runs as well.' },
  },
});
