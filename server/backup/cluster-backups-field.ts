import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { KubeObject } from '../../kube/kube-object.js';
import { POSTGRES_BACKUP } from '../../kube/kinds.js';
import { BackupConnection } from '../../schema/graphql/backup-connection.js';
import { ClusterBackupsArgs } from '../../schema/graphql/backup-inputs.js';
import { Cluster } from '../../schema/graphql/cluster.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { PostgresBackup } from '../../schema/resource/postgres-backup.js';
import type { Context } from '../context.js';
import { byNamespaceAndName, pageOf, type Order } from '../page.js';
import { toBackup } from './to-backup.js';

const SECONDS_MAX = 1e11;

/** The newest first, by when they were made: those that were found may be older than their objects. */
const newestFirst: Order = (object: KubeObject) => {
  const { metadata, status } = object as PostgresBackup;
  const seconds = Math.floor(Date.parse(status?.finishedAt ?? metadata.creationTimestamp ?? '') / 1000) || 0;
  return `${String(SECONDS_MAX - seconds).padStart(12, '0')}\u0000${byNamespaceAndName(object)}`;
};

/** `Cluster.backups` */
@Resolver(() => Cluster)
export class ClusterBackupsFieldResolver {
  @NeedsPermission('SHOW_BACKUP')
  @FieldResolver(() => BackupConnection, { description: 'The backups of the cluster, the newest first.' })
  backups(@Root() { namespace, name }: Cluster, @Args(() => ClusterBackupsArgs) { state, ...page }: ClusterBackupsArgs, @Ctx() { services }: Context): BackupConnection {
    const all = services.cache.list(POSTGRES_BACKUP, { namespace, cluster: name });
    const resources = state == null ? all : all.filter((backup) => (backup.status?.state ?? 'PENDING') === state);
    return pageOf(resources, { ...page, order: newestFirst, limits: services.settings.limits }, toBackup);
  }
}
