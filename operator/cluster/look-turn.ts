/** When the repositories of a cluster are looked at again. Functions of values only. */
import { turnOf, type Pace, type Turn } from './pace.js';
import type { RepositoryLook } from './repository-look.js';

/** How often the repositories are looked at while archiving fails, so that it is soon seen to work again, in milliseconds. */
const LOOK_WHILE_FAILING_MS = 10_000;
/** How often while nothing has been archived yet, in milliseconds. */
const LOOK_AT_FIRST_MS = 2_000;

/** What decides when to look. */
export interface LookContext {
  /** Subjects have turns of their own, see `turnOf`. */
  readonly subject: string;
  /** The last look that succeeded, if there was one. */
  readonly look: RepositoryLook | undefined;
  /** Whether one has failed since. */
  readonly hasFailed: boolean;
  /** Position in the WAL that the leader last told. */
  readonly position: number | undefined;
  readonly pace: Pace;
  readonly nowMs: number;
}

const everyMsOf = ({ archiver }: RepositoryLook, calmMs: number): number => {
  if (archiver === undefined) return calmMs;
  if (archiver.lastArchivedWal === undefined) return LOOK_AT_FIRST_MS;
  return archiver.failedAt === undefined ? calmMs : LOOK_WHILE_FAILING_MS;
};

/** Whether there can be nothing to archive that was not archived at the last look. */
const isSettled = ({ archiver, walPosition }: RepositoryLook, position: number | undefined): boolean =>
  archiver?.lastArchivedWal !== undefined && archiver.failedAt === undefined && archiver.queueLength === 0 && walPosition !== undefined && walPosition === position;

/**
 * The turn of looking that a cluster is in; a look is due when its number is another one than at the last look. While
 * nothing is written the turn of the last look goes on: the first position that moves after its end makes one due.
 */
export const lookTurn = ({ subject, look, hasFailed, position, pace, nowMs }: LookContext): Turn & { readonly everyMs: number } => {
  const everyMs = look === undefined ? pace.lookMs : everyMsOf(look, pace.lookMs);
  const turn = turnOf(subject, everyMs, nowMs);
  if (look === undefined || hasFailed || !isSettled(look, position)) return { ...turn, everyMs };
  const quiet = turnOf(subject, pace.quietMs, nowMs);
  const isSameQuiet = quiet.number === turnOf(subject, pace.quietMs, look.seenAtMs).number;
  return isSameQuiet ? { number: turnOf(subject, everyMs, look.seenAtMs).number, nextMs: quiet.nextMs, everyMs } : { ...turn, everyMs };
};
