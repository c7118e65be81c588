import { Arg, Resolver, Root, Subscription } from 'type-graphql';
import { ClusterChange } from '../../schema/graphql/cluster-change.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { watchClusters } from './watch-clusters.js';

/** `Subscription.clustersChanged` */
@Resolver()
export class ClustersChangedResolver {
  @NeedsPermission('SHOW_CLUSTER')
  @Subscription(() => ClusterChange, {
    subscribe: ({ args, context }: { args: { namespace?: string; selector?: string }; context: Context }) => watchClusters(args, context),
    description: 'Every change of the clusters that the viewer may see. Begins with an ADDED for each that exists.',
  })
  clustersChanged(
    @Root() change: ClusterChange,
    @Arg('namespace', () => String, { nullable: true, description: 'Only clusters in this namespace.' }) _namespace?: string,
    @Arg('selector', () => String, { nullable: true, description: 'Only clusters with matching labels: a Kubernetes label selector.' }) _selector?: string,
  ): ClusterChange {
    return change;
  }
}
