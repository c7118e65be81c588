import type { CreateClusterInput, UpdateClusterInput } from '../../schema/graphql/cluster-inputs.js';
import type { StorageAutoGrowInput } from '../../schema/graphql/storage-auto-grow.js';
import type { AutoGrowSpec, StorageSpec } from '../../schema/resource/cluster-storage.js';
import { checkAutoGrow, checkRoomToGrow } from '../../schema/storage/auto-grow.js';
import { checkGrowth, checkStorageSize } from '../../schema/validation/checks.js';
import type { Issue } from '../../schema/validation/issue.js';

type StorageInput = Pick<CreateClusterInput | UpdateClusterInput, 'storageSize' | 'walStorageSize' | 'storageAutoGrow'>;

/** The fields of an input that are of volumes, as they are stored; nothing when none is given. */
export const storageSpec = ({ storageSize, walStorageSize, storageAutoGrow }: StorageInput): { storage?: StorageSpec } => {
  const storage = {
    ...(storageSize == null ? {} : { size: storageSize }), ...(walStorageSize == null ? {} : { walSize: walStorageSize }),
    ...(storageAutoGrow == null ? {} : { autoGrow: given(storageAutoGrow) }),
  };
  return Object.keys(storage).length === 0 ? {} : { storage };
};

/** Only what is said: the rest is left to what there is, or to the defaults. Whether the maximum is missing is checked on what comes of it. */
const given = (input: StorageAutoGrowInput): AutoGrowSpec => Object.fromEntries(Object.entries(input).filter(([, value]) => value != null)) as unknown as AutoGrowSpec;

/** The volumes of a cluster with what an input changes of them. */
export const changedStorage = <S extends StorageSpec>(input: StorageInput, before: S): S => {
  const { storage: { autoGrow, ...sizes } = {} } = storageSpec(input);
  return { ...before, ...sizes, ...(autoGrow === undefined ? {} : { autoGrow: { ...before.autoGrow, ...autoGrow } }) };
};

/** Whether the sizes of an input are sizes, none is less than what there is, and volumes that grow by themselves can. */
export const checkStorage = (input: StorageInput, before: StorageSpec): Issue[] => [
  ...checkSize('storageSize', before.size, input.storageSize),
  ...checkSize('walStorageSize', before.walSize, input.walStorageSize),
  ...(input.storageAutoGrow == null ? [] : checkGrowing(changedStorage(input, before))),
];

const checkGrowing = (storage: StorageSpec): Issue[] => {
  const { autoGrow } = storage;
  const issues = checkAutoGrow('storageAutoGrow', autoGrow, storage);
  return issues.length > 0 || autoGrow === undefined || autoGrow.enabled === false ? issues : checkRoomToGrow('storageAutoGrow', autoGrow, storage);
};

const checkSize = (field: string, before: string | undefined, size: string | null | undefined): Issue[] =>
  (size == null ? [] : [...checkStorageSize(field, size), ...(before === undefined ? [] : checkGrowth(field, before, size))]);
