import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { PromoteClusterInput, PromoteClusterPayload } from '../../schema/graphql/standby.js';
import { runClusterMutation } from '../cluster/run-cluster-mutation.js';
import type { Context } from '../context.js';
import { promoteClusterMutation } from './promote-cluster-mutation.js';

/** `Mutation.promoteCluster` */
@Resolver()
export class PromoteClusterResolver {
  @NeedsPermission('CREATE_FAILOVER')
  @Mutation(() => PromoteClusterPayload, { description: 'Makes a standby cluster one of its own. Refused while the cluster that it follows still writes, unless forced.' })
  promoteCluster(@Arg('input', () => PromoteClusterInput, { description: 'The cluster.' }) input: PromoteClusterInput, @Ctx() context: Context): Promise<PromoteClusterPayload> {
    return runClusterMutation(promoteClusterMutation(input, context), input, context);
  }
}
