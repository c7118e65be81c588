import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Cluster } from '../../schema/graphql/cluster.js';
import { ConnectionInfo } from '../../schema/graphql/connection-info.js';
import { ConnectionArgs } from '../../schema/graphql/list-args.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { readConnection } from './read-connection.js';

/** `Cluster.connection` */
@Resolver(() => Cluster)
export class ClusterConnectionFieldResolver {
  @NeedsPermission('SHOW_SECRETS')
  @FieldResolver(() => ConnectionInfo, { nullable: true, description: 'What an application needs to connect, the password included. Null until the credentials exist.' })
  connection(@Root() cluster: Cluster, @Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() context: Context): ConnectionInfo | undefined {
    return readConnection(cluster, args, context);
  }
}
