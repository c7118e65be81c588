import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { CreateClusterInput } from '../../schema/graphql/cluster-inputs.js';
import { CreateClusterPayload } from '../../schema/graphql/cluster-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { createClusterMutation } from './create-cluster-mutation.js';
import { runClusterMutation } from './run-cluster-mutation.js';

/** `Mutation.createCluster` */
@Resolver()
export class CreateClusterResolver {
  @NeedsPermission('CREATE_CLUSTER')
  @Mutation(() => CreateClusterPayload, { description: 'Creates a cluster. Answers as soon as it is stored; the operation says when it is ready.' })
  createCluster(@Arg('input', () => CreateClusterInput, { description: 'The cluster to create.' }) input: CreateClusterInput, @Ctx() context: Context): Promise<CreateClusterPayload> {
    return runClusterMutation(createClusterMutation(input, context), input, context);
  }
}
