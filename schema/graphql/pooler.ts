import { Field, InputType, Int, ObjectType } from 'type-graphql';

/** The connection pooler of a cluster. */
@ObjectType({ description: 'The connection pooler of a cluster.', simpleResolvers: true })
export class Pooler {
  @Field(() => Int, { description: 'Wanted number of pods.' })
  replicas!: number;

  @Field(() => String, { description: 'When a server connection goes back to the pool: SESSION or TRANSACTION.' })
  mode!: string;

  @Field(() => Boolean, { description: 'Whether clients can connect through it.' })
  ready!: boolean;
}

/** The connection pooler that is wanted. */
@InputType({ description: 'The connection pooler that is wanted. This version makes none: `enabled: true` is refused.' })
export class PoolerInput {
  @Field(() => Boolean, { description: 'Whether there shall be one.' })
  enabled!: boolean;

  @Field(() => Int, { nullable: true, description: 'Number of pods.' })
  replicas?: number;

  @Field(() => String, { nullable: true, description: 'When a server connection goes back to the pool: SESSION or TRANSACTION.' })
  mode?: string;
}
