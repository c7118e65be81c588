import { Field, ObjectType } from 'type-graphql';
import { ChangeType } from './change-type.js';
import { Cluster } from './cluster.js';

/** A change of one cluster. */
@ObjectType({ description: 'A change of one cluster.', simpleResolvers: true })
export class ClusterChange {
  @Field(() => ChangeType, { description: 'How it changed.' })
  type!: ChangeType;

  @Field(() => Cluster, { description: 'The cluster as it is now, or as it last was when it is gone.' })
  cluster!: Cluster;
}
