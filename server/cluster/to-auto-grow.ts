import type { StorageAutoGrow } from '../../schema/graphql/storage-auto-grow.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { completeAutoGrow } from '../../schema/storage/auto-grow.js';

/** What the API says of how the volumes of a cluster grow by themselves; undefined when nobody has asked for that. */
export const toAutoGrow = ({ spec, status = {} }: PostgresCluster): StorageAutoGrow | undefined => {
  if (spec.storage?.autoGrow === undefined) return undefined;
  const autoGrow = completeAutoGrow(spec.storage.autoGrow);
  const lastGrownAt = [status.storage?.data?.grownAt, status.storage?.wal?.grownAt].filter((at) => at !== undefined).sort().at(-1);
  const condition = status.conditions?.find(({ type }) => type === 'StorageAutoGrow');
  return { ...autoGrow, lastGrownAt, message: autoGrow.enabled ? condition?.message ?? 'The volumes have not been measured yet.' : 'It is turned off.' };
};
