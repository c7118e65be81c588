import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { EVENT } from '../../kube/core-kinds.js';
import { Cluster } from '../../schema/graphql/cluster.js';
import { ClusterEventConnection } from '../../schema/graphql/cluster-event-connection.js';
import { ClusterOperationsArgs } from '../../schema/graphql/list-args.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { newestFirst, pageOf } from '../page.js';
import { toClusterEvent } from './to-cluster-event.js';

/** `Cluster.events` */
@Resolver(() => Cluster)
export class ClusterEventsFieldResolver {
  @NeedsPermission('SHOW_CLUSTER')
  @FieldResolver(() => ClusterEventConnection, { description: 'What happened to the cluster as far as Kubernetes remembers it, the newest first.' })
  events(@Root() { namespace, name }: Cluster, @Args(() => ClusterOperationsArgs) page: ClusterOperationsArgs, @Ctx() { services }: Context): ClusterEventConnection {
    return pageOf(services.cache.list(EVENT, { namespace, cluster: name }), { ...page, order: newestFirst, limits: services.settings.limits }, toClusterEvent);
  }
}
