import { Field, ObjectType } from 'type-graphql';
import { Impact } from './impact.js';
import { Json } from './scalars.js';

/** One thing that a mutation changes. */
@ObjectType({ description: 'One thing that a mutation changes.', simpleResolvers: true })
export class PlannedChange {
  @Field(() => String, { description: 'The object that changes, as `Kind/name`.' })
  object!: string;

  @Field(() => String, { description: 'What is done to it: `create`, `update` or `delete`.' })
  action!: string;

  @Field(() => String, { nullable: true, description: 'What of it changes, as a path of names with dots. Null when it is the whole object.' })
  path?: string;

  @Field(() => Json, { nullable: true, description: 'Value before. Null when there was none.' })
  before?: unknown;

  @Field(() => Json, { nullable: true, description: 'Value after. Null when there is none.' })
  after?: unknown;

  @Field(() => Impact, { description: 'What this one change does to the databases that run.' })
  impact!: Impact;
}

/** What a mutation changes, known before it is done. */
@ObjectType({ description: 'What a mutation changes. With `dryRun` this is all that happens: nothing is stored.', simpleResolvers: true })
export class Plan {
  @Field(() => Impact, { description: 'The gravest impact of all changes.' })
  impact!: Impact;

  @Field(() => String, { description: 'The plan in a sentence.' })
  summary!: string;

  @Field(() => [PlannedChange], { description: 'The changes, one by one.' })
  changes!: PlannedChange[];
}
