import { Field, ObjectType } from 'type-graphql';
import { Backup } from './backup.js';
import { Operation } from './operation.js';
import { Plan } from './plan.js';

/** What every mutation of a backup answers. */
@ObjectType({ description: 'What every mutation of a backup answers.', simpleResolvers: true })
export abstract class BackupPayload {
  @Field(() => Backup, { nullable: true, description: 'The backup as it is now. Null on `dryRun` and when it is deleted.' })
  backup?: Backup | null;

  @Field(() => Operation, { nullable: true, description: 'The operation that carries it out; follow it with `operationChanged`. Null on `dryRun`.' })
  operation?: Operation | null;

  @Field(() => Plan, { description: 'What is changed.' })
  plan!: Plan;
}

/** Answer of `createBackup`. */
@ObjectType({ description: 'Answer of `createBackup`.', simpleResolvers: true })
export class CreateBackupPayload extends BackupPayload {}

/** Answer of `deleteBackup`. */
@ObjectType({ description: 'Answer of `deleteBackup`.', simpleResolvers: true })
export class DeleteBackupPayload extends BackupPayload {}
