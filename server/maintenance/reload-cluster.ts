import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { ReloadClusterInput } from '../../schema/graphql/maintenance-inputs.js';
import { ReloadClusterPayload } from '../../schema/graphql/maintenance-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { runClusterMutation } from '../cluster/run-cluster-mutation.js';
import type { Context } from '../context.js';
import { reloadClusterMutation } from './reload-cluster-mutation.js';

/** `Mutation.reloadCluster` */
@Resolver()
export class ReloadClusterResolver {
  @NeedsPermission('RELOAD')
  @Mutation(() => ReloadClusterPayload, { description: 'Has the instances of a cluster read their configuration again.' })
  reloadCluster(@Arg('input', () => ReloadClusterInput, { description: 'The cluster.' }) input: ReloadClusterInput, @Ctx() context: Context): Promise<ReloadClusterPayload> {
    return runClusterMutation(reloadClusterMutation(input, context), input, context);
  }
}
