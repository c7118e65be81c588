/** Whether the WAL of a replica is that of the primary, told from one record that both must have. */
import type { PodAccess } from '../../kube/client/kube-connection.js';
import type { Key } from '../../kube/kube-object.js';
import { DATABASE_CONTAINER } from '../../schema/naming/names.js';
import type { PatroniState } from '../postgres/patroni-answers.js';

/**
 * `diverged`: the replica's last checkpoint is not in the primary's WAL, so that it can never follow again; `shared`: it is;
 * `unknown`: the two cannot be compared now (another timeline, a segment that is gone, a primary that is not as far).
 */
export type WalDivergence = 'diverged' | 'shared' | 'unknown';

/** A pod with a data directory. */
export interface DataPlace {
  readonly pod: Key;
  readonly directory: string;
}

/** A checkpoint, as `pg_controldata` tells of it. */
export interface Checkpoint {
  /** Such as `0/3000060`. */
  readonly location: string;
  readonly timeline: number;
}

/** The first record that `pg_waldump` printed. */
export interface WalRecord {
  readonly location: string;
  readonly isCheckpoint: boolean;
}

/** Longest time for a look into a data directory, in milliseconds. */
const LOOK_TIMEOUT_MS = 10_000;

/** Position in bytes of one that is written as two hexadecimal numbers. */
export const walBytes = (location: string): number => {
  const [high = '', low = ''] = location.split('/');
  return parseInt(high, 16) * 2 ** 32 + parseInt(low, 16);
};

/** Reads what `pg_controldata` printed; undefined when it tells of no checkpoint. */
export const parseCheckpoint = (output: string): Checkpoint | undefined => {
  const location = /^Latest checkpoint location:\s+([0-9A-F]+\/[0-9A-F]+)$/m.exec(output)?.[1];
  const timeline = /^Latest checkpoint's TimeLineID:\s+(\d+)$/m.exec(output)?.[1];
  return location === undefined || timeline === undefined ? undefined : { location, timeline: Number(timeline) };
};

/** Reads what `pg_waldump` printed; undefined when that was no record. */
export const parseWalRecord = (output: string): WalRecord | undefined => {
  const [, location, about = ''] = /\blsn: ([0-9A-F]+\/[0-9A-F]+),.*?\bdesc: (.*)$/m.exec(output) ?? [];
  return location === undefined ? undefined : { location, isCheckpoint: about.startsWith('CHECKPOINT_') };
};

/** Compares a replica's last checkpoint with the record that the primary has in its place. */
export const compareWal = (checkpoint: Checkpoint, record: WalRecord | undefined): WalDivergence => {
  if (record === undefined) return 'unknown';
  return record.isCheckpoint && walBytes(record.location) === walBytes(checkpoint.location) ? 'shared' : 'diverged';
};

/** Looks into the data directories of both. `primary.state` is asked after the replica's checkpoint was read, so that it is not older. */
export const readDivergence = async (
  pods: Pick<PodAccess, 'exec'>, replica: DataPlace, primary: DataPlace & { readonly state: () => Promise<PatroniState> },
): Promise<WalDivergence> => {
  const run = async ({ pod }: DataPlace, command: readonly string[]): Promise<string> =>
    (await pods.exec(pod, { container: DATABASE_CONTAINER, command: ['env', 'LC_ALL=C', ...command], timeoutMs: LOOK_TIMEOUT_MS })).stdout;
  const checkpoint = parseCheckpoint(await run(replica, ['pg_controldata', '-D', replica.directory]));
  const { timeline, walPosition } = await primary.state();
  if (checkpoint === undefined || checkpoint.timeline !== timeline || walBytes(checkpoint.location) >= (walPosition ?? 0)) return 'unknown';
  const read = ['pg_waldump', `--path=${primary.directory}/pg_wal`, `--timeline=${timeline}`, `--start=${checkpoint.location}`, '--limit=1'];
  return compareWal(checkpoint, parseWalRecord(await run(primary, read)));
};
