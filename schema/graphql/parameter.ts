import { Field, ObjectType } from 'type-graphql';

/** A PostgreSQL parameter that was set for a cluster. */
@ObjectType({ description: 'A PostgreSQL parameter that was set for a cluster.', simpleResolvers: true })
export class Parameter {
  @Field(() => String, { description: 'Name, as in postgresql.conf.' })
  name!: string;

  @Field(() => String, { description: 'Wanted value, as in postgresql.conf.' })
  value!: string;

  @Field(() => Boolean, { description: 'Whether an instance still has to restart for it to count.' })
  pendingRestart!: boolean;
}
