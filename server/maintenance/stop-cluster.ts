import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { StopClusterInput } from '../../schema/graphql/maintenance-inputs.js';
import { StopClusterPayload } from '../../schema/graphql/maintenance-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { runClusterMutation } from '../cluster/run-cluster-mutation.js';
import type { Context } from '../context.js';
import { stopClusterMutation } from './stop-cluster-mutation.js';

/** `Mutation.stopCluster` */
@Resolver()
export class StopClusterResolver {
  @NeedsPermission('STOP_CLUSTER')
  @Mutation(() => StopClusterPayload, { description: 'Stops a cluster: no instance runs, the data stay.' })
  stopCluster(@Arg('input', () => StopClusterInput, { description: 'The cluster.' }) input: StopClusterInput, @Ctx() context: Context): Promise<StopClusterPayload> {
    return runClusterMutation(stopClusterMutation(input, context), input, context);
  }
}
