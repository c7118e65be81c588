import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { DeletePoolerInput, PoolerPayload } from '../../schema/graphql/pooler-inputs.js';
import { runClusterMutation } from '../cluster/run-cluster-mutation.js';
import type { Context } from '../context.js';
import { deletePoolerMutation } from './pooler-mutations.js';

/** `Mutation.deletePooler` */
@Resolver()
export class DeletePoolerResolver {
  @NeedsPermission('DELETE_PGBOUNCER')
  @Mutation(() => PoolerPayload, { description: 'Removes the connection pooler of a cluster.' })
  deletePooler(@Arg('input', () => DeletePoolerInput, { description: 'The cluster.' }) input: DeletePoolerInput, @Ctx() context: Context): Promise<PoolerPayload> {
    return runClusterMutation(deletePoolerMutation(input, context), input, context);
  }
}
