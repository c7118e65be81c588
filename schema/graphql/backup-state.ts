import { registerEnumType } from 'type-graphql';

/** State of a backup in one word. */
export const BackupState = { PENDING: 'PENDING', RUNNING: 'RUNNING', SUCCEEDED: 'SUCCEEDED', FAILED: 'FAILED', EXPIRED: 'EXPIRED' } as const;
/** One of the values of `BackupState`. */
export type BackupState = (typeof BackupState)[keyof typeof BackupState];

registerEnumType(BackupState, {
  name: 'BackupState',
  description: 'State of a backup in one word.',
  valuesConfig: {
    PENDING: { description: 'It waits for its turn, or for the cluster.' },
    RUNNING: { description: 'It is being made.' },
    SUCCEEDED: { description: 'It is in the repository and can be restored.' },
    FAILED: { description: 'It could not be made; `error` says why.' },
    EXPIRED: { description: 'It was in the repository and is no longer: its time was over, or it was deleted.' },
  },
});
