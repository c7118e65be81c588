import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { LabelClustersInput } from '../../schema/graphql/maintenance-inputs.js';
import { LabelClustersPayload } from '../../schema/graphql/maintenance-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { toCluster } from '../cluster/to-cluster.js';
import type { Context } from '../context.js';
import { runMutation } from '../mutation/run-mutation.js';
import { labelClustersMutation } from './label-clusters-mutation.js';

/** `Mutation.labelClusters` */
@Resolver()
export class LabelClustersResolver {
  @NeedsPermission('LABEL')
  @Mutation(() => LabelClustersPayload, { description: 'Sets labels on clusters, or takes them off.' })
  async labelClusters(@Arg('input', () => LabelClustersInput, { description: 'The clusters and the labels.' }) input: LabelClustersInput, @Ctx() context: Context): Promise<LabelClustersPayload> {
    const { mutation, written } = labelClustersMutation(input, context);
    const { stored, operation, plan } = await runMutation(mutation, input, context);
    return { clusters: stored === undefined ? null : written.map((cluster) => toCluster(cluster, context.services)), operation, plan };
  }
}
