import { Field, Int, ObjectType } from 'type-graphql';
import { Cluster } from './cluster.js';
import { PageInfo } from './page-info.js';

/** A cluster in a page of a list. */
@ObjectType({ description: 'A cluster in a page of a list.', simpleResolvers: true })
export class ClusterEdge {
  @Field(() => String, { description: 'Pass it as `after` to get what follows this cluster.' })
  cursor!: string;

  @Field(() => Cluster, { description: 'The cluster.' })
  node!: Cluster;
}

/** A page of a list of clusters. */
@ObjectType({ description: 'A page of a list of clusters, sorted by namespace and name.', simpleResolvers: true })
export class ClusterConnection {
  @Field(() => [ClusterEdge], { description: 'The clusters with their cursors.' })
  edges!: ClusterEdge[];

  @Field(() => [Cluster], { description: 'The clusters.' })
  nodes!: Cluster[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages together.' })
  totalCount!: number;
}
