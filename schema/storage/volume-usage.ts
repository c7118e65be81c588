/** How full the volumes of an instance are: measured in its container, weighed as values. */
import { parseQuantity } from '../validation/quantity.js';

/** The file system of a volume. */
export interface VolumeSpace {
  readonly totalBytes: number;
  readonly freeBytes: number;
  /** Size that Kubernetes said the volume had when it was measured. */
  readonly claimed?: string;
}

/** What an instance takes of its volumes. */
export interface VolumeUsage {
  readonly data: VolumeSpace;
  /** The volume of WAL, where it has one of its own. */
  readonly wal?: VolumeSpace;
  /** The data directory without WAL; undefined when counting took too long. */
  readonly dataBytes?: number;
  readonly walBytes?: number;
  /** Everything on the volume of the data. */
  readonly usedBytes?: number;
}

/** Mount points of the two volumes. */
export const DATA_VOLUME_PATH = '/pgdata';
export const WAL_VOLUME_PATH = '/pgwal';

/** Seconds that counting may take: a large database is not worth its disk's time. */
const COUNT_SECONDS = 10;

/**
 * Prints a name and figures in KiB, a line each: the file systems, then what was counted. A file that goes while it is
 * counted is no failure; a count that is not finished is not printed.
 */
export const MEASURE_SCRIPT = `space() { df -Pk "$2" | awk -v name="$1" 'NR == 2 { print name, $2, $4 }'; }
count() { name=$1; shift; total=\`timeout ${COUNT_SECONDS} du -skc "$@" 2>/dev/null\`; [ $? = 124 ] || echo "$total" | awk -v name="$name" 'END { print name, $1 + 0 }'; }
space data ${DATA_VOLUME_PATH}
[ ! -d ${WAL_VOLUME_PATH} ] || space wal ${WAL_VOLUME_PATH}
count used ${DATA_VOLUME_PATH}
if [ -d ${WAL_VOLUME_PATH} ]; then count walUsed ${WAL_VOLUME_PATH}; else count walWithin ${DATA_VOLUME_PATH}/pg[0-9]*/pg_wal; fi`;

/** What the script printed, in bytes; undefined when it did not say how large the volume is. */
export const parseUsage = (text: string): VolumeUsage | undefined => {
  const lines = new Map(text.trim().split('\n').map((line): [string, number[]] => {
    const [name = '', ...figures] = line.trim().split(/\s+/);
    return [name, figures.map((figure) => Number(figure) * 1024)];
  }));
  const spaceOf = (name: string): VolumeSpace | undefined => {
    const [totalBytes = Number.NaN, freeBytes = Number.NaN] = lines.get(name) ?? [];
    return [totalBytes, freeBytes].every((bytes) => Number.isSafeInteger(bytes) && bytes >= 0) && totalBytes > 0 ? { totalBytes, freeBytes } : undefined;
  };
  const counted = (name: string): number | undefined => {
    const bytes = lines.get(name)?.[0];
    return Number.isSafeInteger(bytes) ? bytes : undefined;
  };
  const [data, wal] = [spaceOf('data'), spaceOf('wal')];
  if (data === undefined) return undefined;
  const [used, within, apart] = [counted('used'), counted('walWithin'), counted('walUsed')];
  const isComplete = used !== undefined && (within ?? apart) !== undefined;
  return {
    data,
    ...(wal === undefined ? {} : { wal }),
    ...(used === undefined ? {} : { usedBytes: used }),
    ...((within ?? apart) === undefined ? {} : { walBytes: within ?? apart }),
    ...(isComplete ? { dataBytes: Math.max(0, used - (within ?? 0)) } : {}),
  };
};

/** From these shares of a volume on it fills, and is as good as full. */
export const FILLING_SHARE = 0.85;
export const FULL_SHARE = 0.95;

/** How much larger than what was asked for a file system may be and still be the volume's own. */
const OWN_FACTOR = 1.25;

/** Whether the file system is the volume's own. A directory of a larger one has as much room as that. */
export const isOwnFileSystem = ({ totalBytes }: VolumeSpace, size: string): boolean => totalBytes <= (parseQuantity(size) ?? 0) * OWN_FACTOR;

/** Which share of a volume is taken. A volume that shares a larger file system has what was asked for as long as that much is free there. */
export const takenShare = (space: VolumeSpace, size: string): number => {
  const asked = parseQuantity(size) ?? space.totalBytes;
  return Math.min(1, Math.max(0, 1 - space.freeBytes / Math.min(space.totalBytes, asked)));
};

/** How full a volume is. */
export type Fullness = 'free' | 'filling' | 'full';

/** Weighs a share. */
export const fullnessOf = (share: number): Fullness => (share >= FULL_SHARE ? 'full' : share >= FILLING_SHARE ? 'filling' : 'free');
