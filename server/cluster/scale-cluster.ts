import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { ScaleClusterInput } from '../../schema/graphql/cluster-inputs.js';
import { ScaleClusterPayload } from '../../schema/graphql/cluster-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { scaleClusterMutation } from './scale-cluster-mutation.js';
import { runClusterMutation } from './run-cluster-mutation.js';

/** `Mutation.scaleCluster` */
@Resolver()
export class ScaleClusterResolver {
  @NeedsPermission('SCALE_CLUSTER')
  @Mutation(() => ScaleClusterPayload, { description: 'Changes the number of replicas of a cluster.' })
  scaleCluster(@Arg('input', () => ScaleClusterInput, { description: 'The cluster and the wanted number of replicas.' }) input: ScaleClusterInput, @Ctx() context: Context): Promise<ScaleClusterPayload> {
    return runClusterMutation(scaleClusterMutation(input, context), input, context);
  }
}
