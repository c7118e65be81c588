import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { POSTGRES_BACKUP } from '../../kube/kinds.js';
import { lastProvenAt } from '../../schema/backup/last-proven.js';
import { Cluster } from '../../schema/graphql/cluster.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { DateTime } from '../../schema/graphql/scalars.js';
import type { Context } from '../context.js';

/** `Cluster.restoreProvenAt` */
@Resolver(() => Cluster)
export class ClusterRestoreProvenAtFieldResolver {
  @NeedsPermission('SHOW_BACKUP')
  @FieldResolver(() => DateTime, { nullable: true, description: 'When a backup of it was last proven to restore, by `verifyBackup`. Null when none ever was.' })
  restoreProvenAt(@Root() { namespace, name }: Cluster, @Ctx() { services }: Context): string | undefined {
    return lastProvenAt(services.cache.list(POSTGRES_BACKUP, { namespace, cluster: name }));
  }
}
