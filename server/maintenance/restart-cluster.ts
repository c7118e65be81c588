import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { RestartClusterInput } from '../../schema/graphql/maintenance-inputs.js';
import { RestartClusterPayload } from '../../schema/graphql/maintenance-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { runClusterMutation } from '../cluster/run-cluster-mutation.js';
import type { Context } from '../context.js';
import { restartClusterMutation } from './restart-cluster-mutation.js';

/** `Mutation.restartCluster` */
@Resolver()
export class RestartClusterResolver {
  @NeedsPermission('RESTART')
  @Mutation(() => RestartClusterPayload, { description: 'Restarts PostgreSQL in the instances of a cluster, replicas first, one after another.' })
  restartCluster(@Arg('input', () => RestartClusterInput, { description: 'The cluster and which of its instances.' }) input: RestartClusterInput, @Ctx() context: Context): Promise<RestartClusterPayload> {
    return runClusterMutation(restartClusterMutation(input, context), input, context);
  }
}
