import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { RemoveInstanceInput } from '../../schema/graphql/instance-inputs.js';
import { RemoveInstancePayload } from '../../schema/graphql/instance-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { runClusterMutation } from '../cluster/run-cluster-mutation.js';
import type { Context } from '../context.js';
import { removeInstanceMutation } from './remove-instance-mutation.js';

/** `Mutation.removeInstance` */
@Resolver()
export class RemoveInstanceResolver {
  @NeedsPermission('SCALE_CLUSTER')
  @Mutation(() => RemoveInstancePayload, { description: 'Removes a certain instance; the cluster has one replica less. The primary hands over first.' })
  removeInstance(@Arg('input', () => RemoveInstanceInput, { description: 'The cluster and the instance.' }) input: RemoveInstanceInput, @Ctx() context: Context): Promise<RemoveInstancePayload> {
    return runClusterMutation(removeInstanceMutation(input, context), input, context);
  }
}
