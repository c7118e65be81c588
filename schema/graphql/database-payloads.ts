import { Field, ObjectType } from 'type-graphql';
import { Database } from './database.js';
import { Operation } from './operation.js';
import { Plan } from './plan.js';

/** What every mutation of a database answers. */
@ObjectType({ description: 'What every mutation of a database answers.', simpleResolvers: true })
export abstract class DatabasePayload {
  @Field(() => Database, { nullable: true, description: 'The database as it is stored now. Null on `dryRun` and when it is deleted.' })
  database?: Database | null;

  @Field(() => Operation, { nullable: true, description: 'The operation that carries it out; follow it with `operationChanged`. Null on `dryRun`.' })
  operation?: Operation | null;

  @Field(() => Plan, { description: 'What is changed.' })
  plan!: Plan;
}

/** Answer of `createDatabase`. */
@ObjectType({ description: 'Answer of `createDatabase`.', simpleResolvers: true })
export class CreateDatabasePayload extends DatabasePayload {}

/** Answer of `updateDatabase`. */
@ObjectType({ description: 'Answer of `updateDatabase`.', simpleResolvers: true })
export class UpdateDatabasePayload extends DatabasePayload {}

/** Answer of `deleteDatabase`. */
@ObjectType({ description: 'Answer of `deleteDatabase`.', simpleResolvers: true })
export class DeleteDatabasePayload extends DatabasePayload {}
