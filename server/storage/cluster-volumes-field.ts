import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { PERSISTENT_VOLUME_CLAIM } from '../../kube/core-kinds.js';
import { Cluster } from '../../schema/graphql/cluster.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { ClusterVolume } from '../../schema/graphql/storage.js';
import { LABEL_INSTANCE } from '../../schema/naming/labels.js';
import type { Context } from '../context.js';

/** `Cluster.volumes` */
@Resolver(() => Cluster)
export class ClusterVolumesFieldResolver {
  @NeedsPermission('SHOW_PVC')
  @FieldResolver(() => [ClusterVolume], { description: 'The volumes of its instances and of its backups.' })
  volumes(@Root() { namespace, name }: Cluster, @Ctx() { services }: Context): ClusterVolume[] {
    const claims = services.cache.list(PERSISTENT_VOLUME_CLAIM, { namespace, cluster: name });
    return claims.map(({ metadata, spec, status }) => ({
      name: metadata.name, instance: metadata.labels?.[LABEL_INSTANCE], requested: spec?.resources?.requests?.['storage'],
      capacity: status?.capacity?.['storage'], ...(typeof spec?.storageClassName === 'string' ? { storageClass: spec.storageClassName } : {}), phase: status?.phase ?? 'Pending',
    })).sort((left, right) => (left.name < right.name ? -1 : 1));
  }
}
