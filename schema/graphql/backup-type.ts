import { registerEnumType } from 'type-graphql';

/** How much a backup holds. */
export const BackupType = { FULL: 'FULL', DIFFERENTIAL: 'DIFFERENTIAL', INCREMENTAL: 'INCREMENTAL', LOGICAL: 'LOGICAL' } as const;
/** One of the values of `BackupType`. */
export type BackupType = (typeof BackupType)[keyof typeof BackupType];

registerEnumType(BackupType, {
  name: 'BackupType', description: 'How much a backup holds.',
  valuesConfig: {
    FULL: { description: 'Everything.' },
    DIFFERENTIAL: { description: 'What changed since the last full backup.' },
    INCREMENTAL: { description: 'What changed since the last backup of any type.' },
    LOGICAL: { description: 'The objects and rows of one database, as pg_dump writes them.' },
  },
});
