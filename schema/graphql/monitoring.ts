import { Field, ObjectType } from 'type-graphql';
import { Endpoint } from './endpoint.js';

/** Metrics of the instances of a cluster. */
@ObjectType({ description: 'Metrics of the instances of a cluster.', simpleResolvers: true })
export class Monitoring {
  @Field(() => Boolean, { description: 'Whether postgres_exporter runs beside each instance.' })
  enabled!: boolean;

  @Field(() => Endpoint, { nullable: true, description: 'Where Prometheus reads the metrics of the primary, below `/metrics`. Each instance serves its own on the same port.' })
  endpoint?: Endpoint;
}
