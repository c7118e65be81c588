import path from 'node:path';
import type { CompleteClusterSpec } from '../../schema/resource/cluster-defaults.js';
import { largestSize } from '../../schema/storage/auto-grow.js';
import type { ObservedInstance } from '../cluster/world.js';
import { WAL_VOLUME_PATH } from '../../schema/storage/volume-usage.js';

/** Name of the volume in the pods that have it. */
const WAL_VOLUME = 'wal';

/** Tells the container where WAL goes; an instance that lacks it is replaced. */
export const WAL_DIRECTORY_VARIABLE = 'PGO_WAL_DIRECTORY';

/** Where the WAL of a data directory is on the volume of WAL. */
export const walDirectory = (dataDirectory: string): string => `${WAL_VOLUME_PATH}/${path.posix.basename(dataDirectory)}`;

/** Whether the instances of a cluster have a volume for WAL. */
export const hasWalVolume = ({ storage }: Pick<CompleteClusterSpec, 'storage'>): boolean => storage.walSize !== undefined;

/**
 * A specification with the volume for WAL that kept instances have, should it not ask for one: where a cluster takes
 * over the data of one that was deleted, `pg_wal` leads to that volume, and PostgreSQL could not start without it.
 */
export const withKeptWalVolume = <S extends Pick<CompleteClusterSpec, 'storage'>>(spec: S, instances: readonly Pick<ObservedInstance, 'walClaim'>[]): S => {
  const walSize = spec.storage.walSize ?? largestSize(instances.map(({ walClaim }) => walClaim?.spec?.resources?.requests?.['storage']));
  return walSize === spec.storage.walSize ? spec : { ...spec, storage: { ...spec.storage, walSize } };
};

/** How a container mounts the volume of WAL, if there is one. */
export const walMounts = (claimName: string | undefined): Record<string, unknown>[] => (claimName === undefined ? [] : [{ name: WAL_VOLUME, mountPath: WAL_VOLUME_PATH }]);

/** The volume of WAL of a pod, if there is one. */
export const walVolumes = (claimName: string | undefined): Record<string, unknown>[] =>
  (claimName === undefined ? [] : [{ name: WAL_VOLUME, persistentVolumeClaim: { claimName } }]);

/**
 * Brings the WAL of data that are there onto its volume, then becomes what `$3` and on say. `$1` is the data directory,
 * `$2` its directory for WAL. PostgreSQL does not run yet. It may be killed at any line and goes on where it was: until the
 * link stands, the WAL in the data directory (or, between two lines, beside it) is the one that counts. A copy that
 * takes longer than the container may take to start keeps the files that it has.
 */
export const PLACE_WAL_SCRIPT = `set -eu
data=$1 wal=$2
shift 2
name=\${data##*/}
moved=\${data%/*}/.wal-of-$name
for found in "\${wal%/*}"/pg*; do
  of=\${found##*/}
  if [ -d "$found" ] && [ ! -e "\${data%/*}/\${of%.new}" ]; then rm -rf "$found"; fi
done
if [ -d "$moved" ]; then
  if [ -d "$data/pg_wal" ]; then rm -rf "$moved"; else mv -T "$moved" "$data/pg_wal"; fi
fi
if [ -f "$data/PG_VERSION" ] && [ -d "$data/pg_wal" ] && [ ! -L "$data/pg_wal" ]; then
  mkdir -p -m 0700 "$wal.new"
  for from in "$data"/pg_wal/*; do
    to=$wal.new/\${from##*/}
    if [ -f "$from" ] && [ -f "$to" ] && [ "\`stat -c '%s %Y' "$from"\`" = "\`stat -c '%s %Y' "$to"\`" ]; then continue; fi
    rm -rf "$to" "$wal.new/copying"
    if ! cp -a "$from" "$wal.new/copying"; then
      echo "The WAL of $name does not fit on its volume: let the volume of WAL grow." >&2
      exit 1
    fi
    mv -T "$wal.new/copying" "$to"
  done
  sync
  rm -rf "$wal"
  mv -T "$wal.new" "$wal"
  mv -T "$data/pg_wal" "$moved"
  ln -s "$wal" "$data/pg_wal"
  sync
  rm -rf "$moved"
fi
exec "$@"`;

/** The command of an instance's container, with the step that places the WAL before it where there is a volume for it. */
export const withWalVolume = (spec: Pick<CompleteClusterSpec, 'storage'>, dataDirectory: string, command: readonly string[]): string[] =>
  (hasWalVolume(spec) ? ['bash', '-c', PLACE_WAL_SCRIPT, 'place-wal', dataDirectory, walDirectory(dataDirectory), ...command] : [...command]);
