import { Field, Int, ObjectType } from 'type-graphql';

/** An address that clients connect to. */
@ObjectType({ description: 'An address that clients connect to.', simpleResolvers: true })
export class Endpoint {
  @Field(() => String, { description: 'Host name or address.' })
  host!: string;

  @Field(() => Int, { description: 'TCP port.' })
  port!: number;
}
