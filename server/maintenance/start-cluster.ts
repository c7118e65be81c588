import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { StartClusterInput } from '../../schema/graphql/maintenance-inputs.js';
import { StartClusterPayload } from '../../schema/graphql/maintenance-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { runClusterMutation } from '../cluster/run-cluster-mutation.js';
import type { Context } from '../context.js';
import { startClusterMutation } from './start-cluster-mutation.js';

/** `Mutation.startCluster` */
@Resolver()
export class StartClusterResolver {
  @NeedsPermission('STOP_CLUSTER')
  @Mutation(() => StartClusterPayload, { description: 'Starts a cluster that was stopped.' })
  startCluster(@Arg('input', () => StartClusterInput, { description: 'The cluster.' }) input: StartClusterInput, @Ctx() context: Context): Promise<StartClusterPayload> {
    return runClusterMutation(startClusterMutation(input, context), input, context);
  }
}
