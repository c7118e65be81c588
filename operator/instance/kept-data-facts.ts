import { WAL_VOLUME_PATH } from '../../schema/storage/volume-usage.js';
import { VOLUME_PATH } from '../postgres/instance-layout.js';

/** What the volume of an instance holds of data of before. */
export interface KeptDataFacts {
  /** The present data that this was found beside. */
  readonly data: string;
  /** Since when the present data are there, in milliseconds since the epoch. */
  readonly sinceMs: number;
  /** Bytes of the directories beside the present one. */
  readonly bytes: number;
}

/** Removes what is beside the present directory when told to, and says since when the present one is there, and KiB beside it. */
export const KEPT_DATA_SCRIPT = `set -eu
present=$1
[ -d "$present" ] || exit 1
kib=0
for directory in ${VOLUME_PATH}/pg[0-9]*; do
  [ "$directory" != "$present" ] || continue
  [ "$2" != remove ] || rm -rf "$directory" "${WAL_VOLUME_PATH}/\${directory##*/}"
  [ ! -d "$directory" ] || kib=$((kib + $(du -sk "$directory" | cut -f 1)))
done
mark="$present/pgo.origin"
[ -e "$mark" ] || mark="$present/PG_VERSION"
printf 'kept %s %s\\n' "$(stat -c %Y "$mark")" "$kib"`;

/** Reads what the script printed. */
export const parseKeptData = (output: string, data: string): KeptDataFacts => {
  const match = /^kept (\d+) (\d+)$/m.exec(output);
  if (match === null) throw new Error(`the volume could not be looked at: ${output.trim().slice(0, 300)}`);
  return { data, sinceMs: Number(match[1]) * 1000, bytes: Number(match[2]) * 1024 };
};
