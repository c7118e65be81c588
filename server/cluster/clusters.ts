import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { ClusterConnection } from '../../schema/graphql/cluster-connection.js';
import { ClustersArgs } from '../../schema/graphql/list-args.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { parseSelector } from '../../schema/validation/label-selector.js';
import { may } from '../auth/viewer.js';
import type { Context } from '../context.js';
import { byNamespaceAndName, pageOf } from '../page.js';
import { checked } from '../error/checked.js';
import { toCluster } from './to-cluster.js';

/** `Query.clusters` */
@Resolver()
export class ClustersResolver {
  @NeedsPermission('SHOW_CLUSTER')
  @Query(() => ClusterConnection, { description: 'The clusters that the viewer may see, sorted by namespace and name.' })
  clusters(@Args(() => ClustersArgs) { namespace, selector, ...page }: ClustersArgs, @Ctx() { viewer, services }: Context): ClusterConnection {
    const matches = checked(parseSelector('selector', selector ?? ''));
    const resources = services.cache.list(POSTGRES_CLUSTER, namespace == null ? {} : { namespace })
      .filter(({ metadata }) => matches(metadata.labels) && may(viewer, 'SHOW_CLUSTER', metadata.namespace));
    return pageOf(resources, { ...page, order: byNamespaceAndName, limits: services.settings.limits }, (resource) => toCluster(resource, services));
  }
}
