import { Arg, Ctx, Resolver, Root, Subscription } from 'type-graphql';
import { Cluster } from '../../schema/graphql/cluster.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { watchCluster } from './watch-cluster.js';

/** `Subscription.clusterChanged` */
@Resolver()
export class ClusterChangedResolver {
  @NeedsPermission('SHOW_CLUSTER')
  @Subscription(() => Cluster, {
    subscribe: ({ args, context }: { args: { namespace: string; name: string }; context: Context }) => watchCluster(args, context),
    description: 'The cluster now, and again at every change. Begins with the current state and completes when the cluster is gone; NOT_FOUND when there is none.',
  })
  clusterChanged(
    @Root() cluster: Cluster,
    @Arg('namespace', () => String, { description: 'Namespace that it lives in.' }) _namespace: string,
    @Arg('name', () => String, { description: 'Name of the cluster.' }) _name: string,
    @Ctx() _context: Context,
  ): Cluster {
    return cluster;
  }
}
