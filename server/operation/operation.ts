import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { POSTGRES_OPERATION } from '../../kube/kinds.js';
import { Operation } from '../../schema/graphql/operation.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { parseNodeId } from '../node-id.js';
import { toOperation } from './to-operation.js';

/** `Query.operation` */
@Resolver()
export class OperationResolver {
  @NeedsPermission('SHOW_WORKFLOW')
  @Query(() => Operation, { nullable: true, description: 'One operation by its id. Null when there is none.' })
  operation(@Arg('id', () => ID, { description: 'Id of the operation.' }) id: string, @Ctx() { services }: Context): Operation | undefined {
    const ref = parseNodeId(id);
    const resource = ref?.kind === 'Operation' ? services.cache.get(POSTGRES_OPERATION, ref) : undefined;
    return resource && toOperation(resource);
  }
}
