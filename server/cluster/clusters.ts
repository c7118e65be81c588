import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { ClusterConnection } from '../../schema/graphql/cluster-connection.js';
import { ClustersArgs } from '../../schema/graphql/list-args.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { may } from '../auth/viewer.js';
import type { Context } from '../context.js';
import { byNamespaceAndName, pageOf } from '../page.js';
import { clusterSelector } from './cluster-selector.js';
import { toCluster } from './to-cluster.js';

/** `Query.clusters` */
@Resolver()
export class ClustersResolver {
  @NeedsPermission('SHOW_CLUSTER')
  @Query(() => ClusterConnection, { description: 'The clusters that the viewer may see, sorted by namespace and name.' })
  clusters(@Args(() => ClustersArgs) { namespace, selector, first, after }: ClustersArgs, @Ctx() { viewer, services }: Context): ClusterConnection {
    const isSelected = clusterSelector(selector);
    const resources = services.cache.list(POSTGRES_CLUSTER, namespace == null ? {} : { namespace })
      .filter((cluster) => isSelected(cluster) && may(viewer, 'SHOW_CLUSTER', cluster.metadata.namespace));
    return pageOf(resources, { first, after, order: byNamespaceAndName, limits: services.settings.limits }, (resource) => toCluster(resource, services));
  }
}
