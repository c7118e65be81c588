/** Volumes that grow by themselves: what is meant by what is left out, and which sizes count. */
import { STORAGE_SIZE_DEFAULT } from '../resource/cluster-defaults.js';
import type { PostgresCluster } from '../resource/postgres-cluster.js';
import type { AutoGrowSpec, StorageSpec, StorageStatus } from '../resource/cluster-storage.js';
import { checkStorageSize } from '../validation/checks.js';
import type { Issue } from '../validation/issue.js';
import { parseQuantity } from '../validation/quantity.js';

const DEFAULTS = { enabled: true, thresholdPercent: 80, stepPercent: 20, coolDownMinutes: 60 } as const;
const BOUNDS = { thresholdPercent: [50, 95], stepPercent: [5, 100], coolDownMinutes: [0, 10_080] } as const;

/** How volumes grow, with every default in place. */
export type CompleteAutoGrow = AutoGrowSpec & Required<Omit<AutoGrowSpec, 'walMaximum'>>;

/** Fills in what is left out. */
export const completeAutoGrow = (autoGrow: AutoGrowSpec): CompleteAutoGrow => ({ ...DEFAULTS, ...autoGrow });

/** How volumes grow by themselves; undefined while they do not. */
export const autoGrowOf = ({ autoGrow }: StorageSpec): CompleteAutoGrow | undefined => {
  const complete = autoGrow === undefined ? undefined : completeAutoGrow(autoGrow);
  return complete?.enabled === true ? complete : undefined;
};

/** The larger one of sizes; undefined of none. */
export const largestSize = (sizes: readonly (string | undefined)[]): string | undefined =>
  sizes.reduce((largest, size) => ((parseQuantity(size ?? '') ?? 0) > (parseQuantity(largest ?? '') ?? 0) ? size : largest), undefined);

/** Size of the volumes of data of a cluster: what is asked for, or what they have grown to. */
export const dataSizeOf = ({ spec: { storage }, status }: Pick<PostgresCluster, 'spec' | 'status'>): string => {
  const size = storage?.size ?? STORAGE_SIZE_DEFAULT;
  return largestSize([size, status?.storage?.data?.size]) ?? size;
};

/** A specification with the sizes that its volumes have grown to, where those are more than what is asked for. */
export const withGrownVolumes = <S extends { readonly storage: StorageSpec & { readonly size: string } }>(spec: S, grown: StorageStatus | undefined): S => {
  const { size, walSize } = spec.storage;
  const wal = walSize === undefined ? undefined : largestSize([walSize, grown?.wal?.size]);
  return { ...spec, storage: { ...spec.storage, size: largestSize([size, grown?.data?.size]) ?? size, ...(wal === undefined ? {} : { walSize: wal }) } };
};

/** What is wrong with how volumes shall grow. */
export const checkAutoGrow = (field: string, autoGrow: AutoGrowSpec | undefined, { walSize }: StorageSpec): Issue[] => {
  if (autoGrow === undefined) return [];
  const numbers = Object.entries(BOUNDS).flatMap(([name, [min, max]]): Issue[] => {
    const value = autoGrow[name as keyof typeof BOUNDS];
    return value === undefined || (Number.isInteger(value) && value >= min && value <= max) ? []
      : [{ field: `${field}.${name}`, message: `${name} ${value} is not between ${min} and ${max}`, suggestion: `Use a whole number from ${min} to ${max}.` }];
  });
  const { maximum, walMaximum } = autoGrow as Partial<AutoGrowSpec>;
  return [
    ...numbers,
    ...(maximum === undefined ? [{ field: `${field}.maximum`, message: 'it says not how large the volumes may get', suggestion: 'Give the largest size that you want to pay for, for example "100Gi".' }] : checkStorageSize(`${field}.maximum`, maximum)),
    ...(walMaximum === undefined ? [] : checkStorageSize(`${field}.walMaximum`, walMaximum)),
    ...(walMaximum === undefined || walSize !== undefined ? [] : [{ field: `${field}.walMaximum`, message: 'there is no volume of WAL to grow', suggestion: 'Leave it out, or ask for one with its size.' }]),
  ];
};

/** Whether there is room to grow: a maximum that is reached already would never do anything. */
export const checkRoomToGrow = (field: string, autoGrow: AutoGrowSpec, { size, walSize }: StorageSpec): Issue[] => {
  const room = (name: string, maximum: string | undefined, has: string | undefined): Issue[] =>
    (maximum === undefined || has === undefined || (parseQuantity(maximum) ?? Infinity) > (parseQuantity(has) ?? 0) ? []
      : [{ field: `${field}.${name}`, message: `"${maximum}" leaves no room to grow: the volumes have "${has}"`, suggestion: `Use more than "${has}".` }]);
  return [...room('maximum', autoGrow.maximum, size), ...room('walMaximum', autoGrow.walMaximum, walSize)];
};
