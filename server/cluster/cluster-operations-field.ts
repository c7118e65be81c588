import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Cluster } from '../../schema/graphql/cluster.js';
import { ClusterOperationsArgs } from '../../schema/graphql/list-args.js';
import { OperationConnection } from '../../schema/graphql/operation-connection.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { pageOfOperations } from '../operation/operations.js';

/** `Cluster.operations` */
@Resolver(() => Cluster)
export class ClusterOperationsFieldResolver {
  @NeedsPermission('SHOW_WORKFLOW')
  @FieldResolver(() => OperationConnection, { description: 'What was and is done to the cluster, the newest first.' })
  operations(@Root() cluster: Cluster, @Args(() => ClusterOperationsArgs) page: ClusterOperationsArgs, @Ctx() context: Context): OperationConnection {
    return pageOfOperations({ namespace: cluster.namespace, cluster: cluster.name, ...page }, context);
  }
}
