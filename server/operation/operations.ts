import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { POSTGRES_OPERATION } from '../../kube/kinds.js';
import { OperationsArgs } from '../../schema/graphql/list-args.js';
import { OperationConnection } from '../../schema/graphql/operation-connection.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { may } from '../auth/viewer.js';
import type { Context } from '../context.js';
import { newestFirst, pageOf } from '../page.js';
import { operationState, toOperation } from './to-operation.js';

/** A page of the operations that the viewer may see. */
export const pageOfOperations = ({ namespace, cluster, state, ...page }: OperationsArgs, { viewer, services }: Context): OperationConnection => {
  const resources = services.cache.list(POSTGRES_OPERATION, namespace == null ? {} : { namespace })
    .filter((resource) => (cluster == null || resource.spec.cluster === cluster)
      && (state == null || operationState(resource) === state)
      && may(viewer, 'SHOW_WORKFLOW', resource.metadata.namespace));
  return pageOf(resources, { ...page, order: newestFirst, limits: services.settings.limits }, toOperation);
};

/** `Query.operations` */
@Resolver()
export class OperationsResolver {
  @NeedsPermission('SHOW_WORKFLOW')
  @Query(() => OperationConnection, { description: 'The operations that the viewer may see, the newest first.' })
  operations(@Args(() => OperationsArgs) args: OperationsArgs, @Ctx() context: Context): OperationConnection {
    return pageOfOperations(args, context);
  }
}
