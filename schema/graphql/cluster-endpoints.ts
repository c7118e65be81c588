import { Field, ObjectType } from 'type-graphql';
import { Endpoint } from './endpoint.js';

/** Where clients of a cluster connect to. */
@ObjectType({ description: 'Where clients of a cluster connect to. An entry is null until, or unless, there is such an address.', simpleResolvers: true })
export class ClusterEndpoints {
  @Field(() => Endpoint, { nullable: true, description: 'Always leads to the primary: for reads and writes.' })
  primary?: Endpoint;

  @Field(() => Endpoint, { nullable: true, description: 'Leads to the replicas that are ready: for reads.' })
  replicas?: Endpoint;

  @Field(() => Endpoint, { nullable: true, description: 'Leads to the connection pooler.' })
  pooler?: Endpoint;
}
