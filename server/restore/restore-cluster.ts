import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { RestoreClusterInput } from '../../schema/graphql/restore-inputs.js';
import { RestoreClusterPayload } from '../../schema/graphql/restore-payloads.js';
import { runClusterMutation } from '../cluster/run-cluster-mutation.js';
import type { Context } from '../context.js';
import { restoreClusterMutation } from './restore-cluster-mutation.js';
import { isOfDatabase, restoreDatabaseMutation } from './restore-database-mutation.js';

/** `Mutation.restoreCluster` */
@Resolver()
export class RestoreClusterResolver {
  @NeedsPermission('RESTORE')
  @Mutation(() => RestoreClusterPayload, { description: 'Restores a cluster in place. The target is checked before anything is touched, and the data of before are kept aside. With a LOGICAL backup only one database is restored, while the others serve.' })
  restoreCluster(@Arg('input', () => RestoreClusterInput, { description: 'The cluster and the target.' }) input: RestoreClusterInput, @Ctx() context: Context): Promise<RestoreClusterPayload> {
    const mutation = isOfDatabase(input) ? restoreDatabaseMutation(input, context) : restoreClusterMutation(input, context);
    return runClusterMutation(mutation, input, context);
  }
}
