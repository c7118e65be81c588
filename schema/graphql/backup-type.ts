import { registerEnumType } from 'type-graphql';

/** What a backup is made of. */
export const BackupType = { FULL: 'FULL', DIFFERENTIAL: 'DIFFERENTIAL', INCREMENTAL: 'INCREMENTAL', LOGICAL: 'LOGICAL' } as const;
/** One of the values of `BackupType`. */
export type BackupType = (typeof BackupType)[keyof typeof BackupType];

registerEnumType(BackupType, {
  name: 'BackupType',
  description: 'What a backup is made of.',
  valuesConfig: {
    FULL: { description: 'Everything; needs no other backup.' },
    DIFFERENTIAL: { description: 'What has changed since the last full backup, which it needs.' },
    INCREMENTAL: { description: 'What has changed since the last backup, which it needs. Without one it becomes a full backup.' },
    LOGICAL: { description: 'A dump of one database or of all, made by pg_dump.' },
  },
});
