import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { UpdateClusterInput } from '../../schema/graphql/cluster-inputs.js';
import { UpdateClusterPayload } from '../../schema/graphql/cluster-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { updateClusterMutation } from './update-cluster-mutation.js';
import { runClusterMutation } from './run-cluster-mutation.js';

/** `Mutation.updateCluster` */
@Resolver()
export class UpdateClusterResolver {
  @NeedsPermission('UPDATE_CLUSTER')
  @Mutation(() => UpdateClusterPayload, { description: 'Changes the specification of a cluster.' })
  updateCluster(@Arg('input', () => UpdateClusterInput, { description: 'What to change.' }) input: UpdateClusterInput, @Ctx() context: Context): Promise<UpdateClusterPayload> {
    return runClusterMutation(updateClusterMutation(input, context), input, context);
  }
}
