import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { DeleteClusterInput } from '../../schema/graphql/cluster-inputs.js';
import { DeleteClusterPayload } from '../../schema/graphql/cluster-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { deleteClusterMutation } from './delete-cluster-mutation.js';
import { runClusterMutation } from './run-cluster-mutation.js';

/** `Mutation.deleteCluster` */
@Resolver()
export class DeleteClusterResolver {
  @NeedsPermission('DELETE_CLUSTER')
  @Mutation(() => DeleteClusterPayload, { description: 'Deletes a cluster, its volumes included unless `keepData`.' })
  deleteCluster(@Arg('input', () => DeleteClusterInput, { description: 'The cluster to delete.' }) input: DeleteClusterInput, @Ctx() context: Context): Promise<DeleteClusterPayload> {
    return runClusterMutation(deleteClusterMutation(input, context), input, context);
  }
}
