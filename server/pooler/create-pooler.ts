import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { CreatePoolerInput, PoolerPayload } from '../../schema/graphql/pooler-inputs.js';
import { runClusterMutation } from '../cluster/run-cluster-mutation.js';
import type { Context } from '../context.js';
import { createPoolerMutation } from './pooler-mutations.js';

/** `Mutation.createPooler` */
@Resolver()
export class CreatePoolerResolver {
  @NeedsPermission('CREATE_PGBOUNCER')
  @Mutation(() => PoolerPayload, { description: 'Adds a connection pooler to a cluster that has none.' })
  createPooler(@Arg('input', () => CreatePoolerInput, { description: 'The cluster, and how the pooler shall be.' }) input: CreatePoolerInput, @Ctx() context: Context): Promise<PoolerPayload> {
    return runClusterMutation(createPoolerMutation(input, context), input, context);
  }
}
