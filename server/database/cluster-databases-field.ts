import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { Cluster } from '../../schema/graphql/cluster.js';
import { DatabaseConnection } from '../../schema/graphql/database-connection.js';
import { DatabasesArgs } from '../../schema/graphql/database-inputs.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { Context } from '../context.js';
import { databasesOfCluster } from '../database/read-access.js';
import { byNamespaceAndName, pageOf } from '../page.js';
import { toDatabase } from './to-database.js';

/** `Cluster.databases` */
@Resolver(() => Cluster)
export class ClusterDatabasesFieldResolver {
  @NeedsPermission('SHOW_DATABASE')
  @FieldResolver(() => DatabaseConnection, { description: 'The databases of the cluster, those of its specification included.' })
  databases(@Root() { namespace, name }: Cluster, @Args(() => DatabasesArgs) page: DatabasesArgs, @Ctx() { services }: Context): DatabaseConnection {
    const cluster = services.cache.get(POSTGRES_CLUSTER, { namespace, name });
    const all = cluster === undefined ? [] : databasesOfCluster(cluster, services);
    return pageOf(all, { ...page, order: byNamespaceAndName, limits: services.settings.limits }, (database) => toDatabase(database, cluster as PostgresCluster));
  }
}
