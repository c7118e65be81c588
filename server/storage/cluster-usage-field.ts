import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { PERSISTENT_VOLUME_CLAIM } from '../../kube/core-kinds.js';
import { Cluster } from '../../schema/graphql/cluster.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { InstanceUsage } from '../../schema/graphql/storage.js';
import { dataClaimName, walClaimName } from '../../schema/naming/names.js';
import { MEASURE_SCRIPT, parseUsage, type VolumeUsage } from '../../schema/storage/volume-usage.js';
import type { Context, Services } from '../context.js';
import { errorMessage } from '../../kube/error-message.js';
import { runInInstance } from './run-in-instance.js';

const usageOf = (usage: VolumeUsage | undefined): Partial<InstanceUsage> =>
  ({ usedBytes: usage?.usedBytes, dataBytes: usage?.dataBytes, walBytes: usage?.walBytes, freeBytes: usage?.data.freeBytes, walFreeBytes: usage?.wal?.freeBytes });

const measure = async (services: Services, namespace: string, instance: string): Promise<InstanceUsage> => {
  const [volumeSize, walVolumeSize] = [dataClaimName, walClaimName].map((nameOf) => services.cache.get(PERSISTENT_VOLUME_CLAIM, { namespace, name: nameOf(instance) })?.status?.capacity?.['storage']);
  try {
    const usage = parseUsage((await runInInstance(services, { namespace, instance, script: MEASURE_SCRIPT, arguments: [] })).stdout);
    return { instance, volumeSize, walVolumeSize, ...usageOf(usage), message: usage === undefined ? 'Its container did not say how much it uses.' : '' };
  } catch (error) {
    return { instance, volumeSize, walVolumeSize, message: errorMessage(error) };
  }
};

/** `Cluster.usage` */
@Resolver(() => Cluster)
export class ClusterUsageFieldResolver {
  @NeedsPermission('DF_CLUSTER')
  @FieldResolver(() => [InstanceUsage], { description: 'How much space each instance takes, measured now.' })
  usage(@Root() { namespace, instances }: Cluster, @Ctx() { services }: Context): Promise<InstanceUsage[]> {
    return Promise.all(instances.map(({ name }) => measure(services, namespace, name)));
  }
}
