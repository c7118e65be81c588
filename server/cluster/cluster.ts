import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { Cluster } from '../../schema/graphql/cluster.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { toCluster } from './to-cluster.js';

/** `Query.cluster` */
@Resolver()
export class ClusterResolver {
  @NeedsPermission('SHOW_CLUSTER')
  @Query(() => Cluster, { nullable: true, description: 'One cluster by its name. Null when there is none.' })
  cluster(
    @Arg('namespace', () => String, { description: 'Namespace that it lives in.' }) namespace: string,
    @Arg('name', () => String, { description: 'Name of the cluster.' }) name: string,
    @Ctx() { services }: Context,
  ): Cluster | undefined {
    const resource = services.cache.get(POSTGRES_CLUSTER, { namespace, name });
    return resource && toCluster(resource, services);
  }
}
