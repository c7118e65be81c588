import { Field, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.js';

/** One line of the log of an instance. */
@ObjectType({ description: 'One line of the log of an instance, of PostgreSQL or of Patroni.', simpleResolvers: true })
export class LogLine {
  @Field(() => String, { description: 'Name of the instance.' })
  instance!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was written.' })
  at?: string;

  @Field(() => String, { description: 'The line.' })
  text!: string;
}
