import { Field, Float, ObjectType } from 'type-graphql';
import { BackupState } from './backup-state.js';
import { BackupType } from './backup-type.js';
import { Node } from './node.js';
import { OperationError } from './operation-error.js';
import { DateTime, SafeInt } from './scalars.js';

/** What the last check of a backup found. */
@ObjectType({ description: 'What the last check of a backup found.', simpleResolvers: true })
export class BackupVerification {
  @Field(() => Boolean, { description: 'Whether it restored and its pages, tables, indexes and assertions were as they should be.' })
  succeeded!: boolean;

  @Field(() => String, { description: 'What was found, in a sentence.' })
  message!: string;

  @Field(() => DateTime, { description: 'When the check began.' })
  startedAt!: string;

  @Field(() => DateTime, { description: 'When the check ended.' })
  finishedAt!: string;

  @Field(() => Float, { description: 'How long it took, in seconds.' })
  durationSeconds!: number;

  @Field(() => SafeInt, { nullable: true, description: 'Bytes of the databases that were restored. Null after a failure.' })
  bytes?: number;
}

/** A backup of a cluster. */
@ObjectType({ implements: Node, description: 'A backup of a cluster.', simpleResolvers: true })
export class Backup extends Node {
  @Field(() => String, { description: 'Kubernetes namespace that it lives in.' })
  namespace!: string;

  @Field(() => String, { description: 'Name of its PostgresBackup, unique in the namespace.' })
  name!: string;

  @Field(() => String, { description: 'Name of the cluster.' })
  cluster!: string;

  @Field(() => String, { nullable: true, description: 'What pgBackRest calls it. Null until it is made.' })
  label?: string;

  @Field(() => BackupType, { description: 'What it is made of.' })
  type!: BackupType;

  @Field(() => BackupState, { description: 'State in one word.' })
  state!: BackupState;

  @Field(() => String, { description: 'State in a sentence.' })
  message!: string;

  @Field(() => String, { description: 'Name of the repository that it is in.' })
  repository!: string;

  @Field(() => String, { nullable: true, description: 'Database that a LOGICAL backup is of; null for all.' })
  database?: string;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  createdAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it began.' })
  startedAt?: string;

  @Field(() => DateTime, { nullable: true, description: 'When it ended.' })
  finishedAt?: string;

  @Field(() => SafeInt, { nullable: true, description: 'Bytes of the database when it was made.' })
  databaseBytes?: number;

  @Field(() => SafeInt, { nullable: true, description: 'Bytes that it added to the repository.' })
  repositoryBytes?: number;

  @Field(() => String, { nullable: true, description: 'First WAL file that it needs.' })
  walStart?: string;

  @Field(() => String, { nullable: true, description: 'Last WAL file that it needs.' })
  walStop?: string;

  @Field(() => [String], { description: 'Labels of the backups that it needs.' })
  dependsOn!: string[];

  @Field(() => [String], { description: 'Databases that are in a LOGICAL backup, and can be restored from it; empty for others.' })
  databases!: string[];

  @Field(() => DateTime, { nullable: true, description: 'When it was last proven to restore.' })
  verifiedAt?: string;

  @Field(() => BackupVerification, { nullable: true, description: 'What the last check found, well or not. Null before the first.' })
  verification?: BackupVerification;

  @Field(() => OperationError, { nullable: true, description: 'Why it failed.' })
  error?: OperationError;
}
