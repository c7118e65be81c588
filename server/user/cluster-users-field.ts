import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { Cluster } from '../../schema/graphql/cluster.js';
import { UserConnection } from '../../schema/graphql/user-connection.js';
import { UsersArgs } from '../../schema/graphql/user-inputs.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { Context } from '../context.js';
import { usersOfCluster } from '../database/read-access.js';
import { byNamespaceAndName, pageOf } from '../page.js';
import { toUser } from './to-user.js';

/** `Cluster.users` */
@Resolver(() => Cluster)
export class ClusterUsersFieldResolver {
  @NeedsPermission('SHOW_USER')
  @FieldResolver(() => UserConnection, { description: 'The users of the cluster, those of its specification included.' })
  users(@Root() { namespace, name }: Cluster, @Args(() => UsersArgs) page: UsersArgs, @Ctx() { services }: Context): UserConnection {
    const cluster = services.cache.get(POSTGRES_CLUSTER, { namespace, name });
    const all = cluster === undefined ? [] : usersOfCluster(cluster, services);
    return pageOf(all, { ...page, order: byNamespaceAndName, limits: services.settings.limits }, (user) => toUser(user, cluster as PostgresCluster, services));
  }
}
