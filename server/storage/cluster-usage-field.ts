import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { PERSISTENT_VOLUME_CLAIM } from '../../kube/core-kinds.js';
import { Cluster } from '../../schema/graphql/cluster.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { InstanceUsage } from '../../schema/graphql/storage.js';
import { dataClaimName } from '../../schema/naming/names.js';
import type { Context, Services } from '../context.js';
import { errorMessage } from '../../kube/error-message.js';
import { runInInstance } from './run-in-instance.js';

/** Prints, in KiB: everything, WAL, free. A file that goes while it is counted is no failure. */
const MEASURE = `du -sk /pgdata 2>/dev/null | cut -f1; du -skc /pgdata/pg[0-9]*/pg_wal 2>/dev/null | tail -n 1 | cut -f1; df -Pk /pgdata | awk 'NR == 2 { print $4 }'`;

/** What the script printed, in bytes. */
export const parseUsage = (text: string): Pick<InstanceUsage, 'usedBytes' | 'dataBytes' | 'walBytes' | 'freeBytes'> | undefined => {
  const [used, wal, free] = text.trim().split('\n').map((line) => Number(line) * 1024);
  if (used === undefined || wal === undefined || free === undefined || [used, wal, free].some((bytes) => !Number.isSafeInteger(bytes))) return undefined;
  return { usedBytes: used, dataBytes: Math.max(0, used - wal), walBytes: wal, freeBytes: free };
};

const measure = async (services: Services, namespace: string, instance: string): Promise<InstanceUsage> => {
  const claim = services.cache.get(PERSISTENT_VOLUME_CLAIM, { namespace, name: dataClaimName(instance) });
  const volumeSize = claim?.status?.capacity?.['storage'];
  try {
    const usage = parseUsage((await runInInstance(services, { namespace, instance, script: MEASURE, arguments: [] })).stdout);
    return { instance, volumeSize, ...usage, message: usage === undefined ? 'Its container did not say how much it uses.' : '' };
  } catch (error) {
    return { instance, volumeSize, message: errorMessage(error) };
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
