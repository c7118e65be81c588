import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime, SafeInt } from './scalars.js';

/** A place where WAL and backups are kept. */
@ObjectType({ description: 'A place where WAL and backups are kept.', simpleResolvers: true })
export class BackupRepository {
  @Field(() => String, { description: 'Name: repo1 to repo4.' })
  name!: string;

  @Field(() => String, { description: 'What it is stored on: volume, s3, gcs or azure.' })
  type!: string;

  @Field(() => SafeInt, { nullable: true, description: 'Bytes that its backups take. Null until it was looked at.' })
  usedBytes?: number;

  @Field(() => Boolean, { description: 'Whether it can be used.' })
  healthy!: boolean;

  @Field(() => String, { description: 'How it is, in a sentence.' })
  message!: string;

  @Field(() => Int, { nullable: true, description: 'Number of backups in it. Null until it was looked at.' })
  backups?: number;
}

/** The moments that can be restored. */
@ObjectType({ description: 'The moments that can be restored: every moment between the two.', simpleResolvers: true })
export class RecoveryWindow {
  @Field(() => DateTime, { nullable: true, description: 'When the oldest backup had ended. Null without a backup.' })
  earliest?: string;

  @Field(() => DateTime, { nullable: true, description: 'All that was committed until then is in the repositories. Null without a backup.' })
  latest?: string;
}

/** A moment in the WAL that was given a name. */
@ObjectType({ description: 'A moment that was given a name, and that the cluster can be restored to.', simpleResolvers: true })
export class RestorePoint {
  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => DateTime, { description: 'When it was made.' })
  at!: string;

  @Field(() => String, { description: 'Its position in the WAL.' })
  lsn!: string;
}

/** Data of before the last restore. */
@ObjectType({ description: 'Data of before the last restore, which are kept aside for an undo.', simpleResolvers: true })
export class KeptData {
  @Field(() => SafeInt, { description: 'Bytes that they take on all volumes.' })
  bytes!: number;

  @Field(() => DateTime, { description: 'When they are removed; see `retention.replacedDataHours`.' })
  until!: string;
}

/** How archiving of WAL is. */
@ObjectType({ description: 'How archiving of WAL is.', simpleResolvers: true })
export class Archiving {
  @Field(() => Boolean, { description: 'Whether WAL is archived; false when backups are turned off.' })
  enabled!: boolean;

  @Field(() => String, { nullable: true, description: 'Last WAL file that is in the repositories.' })
  lastArchivedWal?: string;

  @Field(() => DateTime, { nullable: true, description: 'When it got there.' })
  lastArchivedAt?: string;

  @Field(() => DateTime, { nullable: true, description: 'Since when archiving fails. Null while it works.' })
  failingSince?: string;

  @Field(() => Int, { nullable: true, description: 'Number of WAL files that wait to be archived.' })
  queueLength?: number;
}
