/** The room on volumes of repositories. Values and functions of them only. */
import { REPOSITORY_PATH } from './pgbackrest-layout.js';

/** What the file system of a repository's volume says. */
export interface RepositorySpace {
  /** pgBackRest's number of the repository. */
  readonly repository: number;
  readonly sizeBytes: number;
  readonly availableBytes: number;
}

/** Prints the number of each repository that has a volume, and the size and the room of its file system in KiB, a line each. */
export const MEASURE_SPACE_SCRIPT = `for place in ${REPOSITORY_PATH}/repo*; do
  [ -d "$place" ] || continue
  df -kP "$place" 2>/dev/null | awk -v repository="\${place##*/repo}" 'NR == 2 { print repository, $2, $4 }'
done
:`;

const LINE = /^([1-4]) (\d+) (\d+)$/;
const KIB = 1024;

/** Reads what the script printed. */
export const parseSpace = (output: string): RepositorySpace[] => output.split('\n').flatMap((line): RepositorySpace[] => {
  const [, repository, size, available] = LINE.exec(line) ?? [];
  return repository === undefined ? [] : [{ repository: Number(repository), sizeBytes: Number(size) * KIB, availableBytes: Number(available) * KIB }];
});

/** A file of WAL may need so much, where it cannot be compressed. */
const ROOM_MIN_BYTES = 16 * KIB * KIB;
const MIB = KIB * KIB;

/** Why WAL does not fit into a repository any more, and what to do; undefined while it does. */
export const spaceFault = (space: RepositorySpace | undefined): string | undefined => {
  if (space === undefined || space.availableBytes >= ROOM_MIN_BYTES) return undefined;
  const [left, size] = [space.availableBytes, space.sizeBytes].map((bytes) => Math.floor(bytes / MIB));
  return `its volume is full: ${left ?? 0} MiB of ${size ?? 0} MiB are left. Give the repository a larger size, or delete backups.`;
};
