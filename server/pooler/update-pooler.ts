import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { UpdatePoolerInput, PoolerPayload } from '../../schema/graphql/pooler-inputs.js';
import { runClusterMutation } from '../cluster/run-cluster-mutation.js';
import type { Context } from '../context.js';
import { updatePoolerMutation } from './pooler-mutations.js';

/** `Mutation.updatePooler` */
@Resolver()
export class UpdatePoolerResolver {
  @NeedsPermission('UPDATE_PGBOUNCER')
  @Mutation(() => PoolerPayload, { description: 'Changes the connection pooler of a cluster.' })
  updatePooler(@Arg('input', () => UpdatePoolerInput, { description: 'The cluster, and what to change.' }) input: UpdatePoolerInput, @Ctx() context: Context): Promise<PoolerPayload> {
    return runClusterMutation(updatePoolerMutation(input, context), input, context);
  }
}
