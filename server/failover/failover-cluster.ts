import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { FailoverClusterInput } from '../../schema/graphql/failover-inputs.js';
import { FailoverClusterPayload } from '../../schema/graphql/failover-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { runClusterMutation } from '../cluster/run-cluster-mutation.js';
import type { Context } from '../context.js';
import { failoverClusterMutation } from './failover-cluster-mutation.js';

/** `Mutation.failoverCluster` */
@Resolver()
export class FailoverClusterResolver {
  @NeedsPermission('CREATE_FAILOVER')
  @Mutation(() => FailoverClusterPayload, { description: 'Makes an instance the primary, also when the present primary does not answer.' })
  failoverCluster(@Arg('input', () => FailoverClusterInput, { description: 'The cluster and the next primary.' }) input: FailoverClusterInput, @Ctx() context: Context): Promise<FailoverClusterPayload> {
    return runClusterMutation(failoverClusterMutation(input, context), input, context);
  }
}
