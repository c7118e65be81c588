import type { CreateClusterInput, UpdateClusterInput } from '../../schema/graphql/cluster-inputs.js';
import type { StorageSpec } from '../../schema/resource/postgres-cluster.js';
import { checkGrowth, checkStorageSize } from '../../schema/validation/checks.js';
import type { Issue } from '../../schema/validation/issue.js';

type StorageInput = Pick<CreateClusterInput | UpdateClusterInput, 'storageSize' | 'walStorageSize'>;

/** The fields of an input that are of volumes, as they are stored; nothing when none is given. */
export const storageSpec = ({ storageSize, walStorageSize }: StorageInput): { storage?: StorageSpec } => {
  const storage = { ...(storageSize == null ? {} : { size: storageSize }), ...(walStorageSize == null ? {} : { walSize: walStorageSize }) };
  return Object.keys(storage).length === 0 ? {} : { storage };
};

/** Whether the sizes of an input are sizes, and none is less than what there is. */
export const checkStorage = ({ storageSize, walStorageSize }: StorageInput, before: StorageSpec): Issue[] => [
  ...checkSize('storageSize', before.size, storageSize),
  ...checkSize('walStorageSize', before.walSize, walStorageSize),
];

const checkSize = (field: string, before: string | undefined, size: string | null | undefined): Issue[] =>
  (size == null ? [] : [...checkStorageSize(field, size), ...(before === undefined ? [] : checkGrowth(field, before, size))]);
