import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { PGO_ACCOUNT, POSTGRES_CLUSTER, POSTGRES_OPERATION, POSTGRES_POLICY } from '../../kube/kinds.js';
import { Node } from '../../schema/graphql/node.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { toAccount } from '../access/to-account.js';
import { may } from '../auth/viewer.js';
import { toCluster } from '../cluster/to-cluster.js';
import type { Context } from '../context.js';
import { forbidden } from '../error/forbidden.js';
import { parseNodeId } from '../node-id.js';
import { toOperation } from '../operation/to-operation.js';
import { toPolicy } from '../policy/to-policy.js';

/** The permission that seeing an object of each kind needs. */
const NEEDS = { Cluster: 'SHOW_CLUSTER', Operation: 'SHOW_WORKFLOW', Policy: 'SHOW_POLICY', Schedule: 'SHOW_SCHEDULE', Account: 'SHOW_PGOUSER' } as const;

/** `Query.node` */
@Resolver()
export class NodeResolver {
  @NeedsPermission('LOGIN')
  @Query(() => Node, { nullable: true, description: 'An object by its id. Null when there is none. Needs the permission that its kind needs elsewhere, too.' })
  node(@Arg('id', () => ID, { description: 'Id of the object.' }) id: string, @Ctx() { viewer, services }: Context): Node | undefined {
    const ref = parseNodeId(id);
    if (ref === undefined) return undefined;
    if (!may(viewer, NEEDS[ref.kind], ref.namespace)) throw forbidden(NEEDS[ref.kind], ref.namespace);
    if (ref.kind === 'Cluster') {
      const cluster = services.cache.get(POSTGRES_CLUSTER, ref);
      return cluster && toCluster(cluster, services);
    }
    if (ref.kind === 'Policy') {
      const policy = services.cache.get(POSTGRES_POLICY, ref);
      return policy && toPolicy(policy);
    }
    if (ref.kind === 'Account') {
      const account = services.cache.get(PGO_ACCOUNT, ref);
      return account && toAccount(account);
    }
    const operation = services.cache.get(POSTGRES_OPERATION, ref);
    return operation && toOperation(operation);
  }
}
