import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { SwitchoverClusterInput } from '../../schema/graphql/failover-inputs.js';
import { SwitchoverClusterPayload } from '../../schema/graphql/failover-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { runClusterMutation } from '../cluster/run-cluster-mutation.js';
import type { Context } from '../context.js';
import { switchoverClusterMutation } from './switchover-cluster-mutation.js';

/** `Mutation.switchoverCluster` */
@Resolver()
export class SwitchoverClusterResolver {
  @NeedsPermission('CREATE_FAILOVER')
  @Mutation(() => SwitchoverClusterPayload, { description: 'Has the primary hand over to a replica. Nothing is lost; writes pause for seconds.' })
  switchoverCluster(@Arg('input', () => SwitchoverClusterInput, { description: 'The cluster and, if it matters, the next primary.' }) input: SwitchoverClusterInput, @Ctx() context: Context): Promise<SwitchoverClusterPayload> {
    return runClusterMutation(switchoverClusterMutation(input, context), input, context);
  }
}
