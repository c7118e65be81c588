/** Timelines of a database and how they branch: every promotion and every restore begins a new one. */

/** Where a timeline left the one before it. */
export interface TimelineBranch {
  /** The timeline that was left. */
  readonly timeline: number;
  /** Position in the WAL at which it was left. */
  readonly lsn: string;
  /** PostgreSQL's words: `no recovery target specified` at a promotion, `before 2026-…` and such after a restore. */
  readonly reason: string;
}

/** A timeline that branched off another. */
export interface Timeline {
  readonly id: number;
  /** When it reached the repository, in milliseconds since the epoch. */
  readonly createdAtMs: number;
  /** The timelines on the way to it, oldest first. */
  readonly branches: readonly TimelineBranch[];
}

const PROMOTED = 'no recovery target specified';

/** Reads a history file of PostgreSQL. */
export const parseHistory = (text: string): TimelineBranch[] => text.split('\n').flatMap((line) => {
  const match = /^\s*(\d+)\s+([0-9A-Fa-f]+\/[0-9A-Fa-f]+)\s*(.*)$/.exec(line);
  return match === null ? [] : [{ timeline: Number(match[1]), lsn: match[2] ?? '', reason: (match[3] ?? '').trim() }];
});

/** The timeline in the name of a WAL file. */
export const timelineOf = (walFile: string): number => Number.parseInt(walFile.slice(0, 8), 16);

/** A position in the WAL as a number; undefined when the text is none. */
export const parseLsn = (text: string): bigint | undefined => {
  const match = /^([0-9A-Fa-f]{1,8})\/([0-9A-Fa-f]{1,8})$/.exec(text);
  return match === null ? undefined : (BigInt(`0x${match[1]}`) << 32n) + BigInt(`0x${match[2]}`);
};

/** Whether the timeline began with a restore, or with the undo of one, so that something was abandoned. */
const wasRestored = ({ id, branches }: Timeline): boolean => {
  const last = branches.at(-1);
  return last !== undefined && (last.reason !== PROMOTED || last.timeline !== id - 1);
};

/**
 * The timeline to follow to get to a moment. The newest one, as a rule. Where the way to it holds a restore that was made
 * after the moment, the moment lies on what that restore abandoned: the newest timeline that there was before it.
 */
export const timelineAt = (timelines: readonly Timeline[], atMs: number | undefined, newest: number): number => {
  const byId = new Map(timelines.map((timeline) => [timeline.id, timeline]));
  let current = newest;
  while (atMs !== undefined) {
    const way = [current, ...(byId.get(current)?.branches ?? []).map(({ timeline }) => timeline)].sort((left, right) => left - right);
    const later = way.flatMap((id) => byId.get(id) ?? []).find((timeline) => wasRestored(timeline) && timeline.createdAtMs > atMs);
    if (later === undefined) break;
    current = later.id - 1;
  }
  return Math.max(1, current);
};

/** Whether recovery from this point of a timeline can follow `target`: the point lies on the way to it. */
export const leadsTo = (timelines: readonly Timeline[], from: { readonly timeline: number; readonly lsn: string | undefined }, target: number): boolean => {
  if (from.timeline === target) return true;
  const branch = timelines.find(({ id }) => id === target)?.branches.find(({ timeline }) => timeline === from.timeline);
  const [point, end] = [parseLsn(from.lsn ?? ''), parseLsn(branch?.lsn ?? '')];
  return branch !== undefined && point !== undefined && end !== undefined && point <= end;
};
