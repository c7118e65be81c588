import { describe, expect, it } from '@jest/globals';
import type { PatroniState } from '../postgres/patroni-answers.js';
import { compareWal, parseCheckpoint, parseWalRecord, readDivergence, walBytes, type WalDivergence } from './wal-divergence.js';

const CONTROL = `Database cluster state:               in archive recovery
Latest checkpoint location:           2A/3000060
Latest checkpoint's REDO location:    2A/3000028
Latest checkpoint's TimeLineID:       3
Latest checkpoint's PrevTimeLineID:   2
`;
const CHECKPOINT = 'rmgr: XLOG        len (rec/tot):    114/   114, tx:          0, lsn: 2A/03000060, prev 2A/03000028, desc: CHECKPOINT_ONLINE redo 2A/3000028; tli 3; prev tli 2\n';
const OTHER = 'rmgr: Heap        len (rec/tot):     59/    59, tx:        744, lsn: 2A/03000060, prev 2A/03000028, desc: INSERT off 7 flags 0x00\n';
const LATER = `first record is after 2A/3000060, at 2A/3000098, skipping over 56 bytes\n${CHECKPOINT.replace('2A/03000060', '2A/03000098')}`;

it('reads what the programs print', () => {
  expect(parseCheckpoint(CONTROL)).toEqual({ location: '2A/3000060', timeline: 3 });
  expect(parseCheckpoint('pg_controldata: error: could not open file')).toBeUndefined();
  expect(parseWalRecord(CHECKPOINT)).toEqual({ location: '2A/03000060', isCheckpoint: true });
  expect(parseWalRecord(OTHER)).toEqual({ location: '2A/03000060', isCheckpoint: false });
  expect(parseWalRecord(LATER)).toEqual({ location: '2A/03000098', isCheckpoint: true });
  expect(parseWalRecord('')).toBeUndefined();
  expect(walBytes('2A/03000060')).toBe(0x2a_03_00_00_60);
});

describe('the last checkpoint of a replica', () => {
  const at = { location: '2A/3000060', timeline: 3 };
  it.each<[string, string, WalDivergence]>([
    ['that the primary has, too, is shared', CHECKPOINT, 'shared'],
    ['in whose place the primary wrote something else has diverged', OTHER, 'diverged'],
    ['in the middle of a record of the primary has diverged', LATER, 'diverged'],
    ['where the primary has nothing to show says nothing', '', 'unknown'],
  ])('%s', (_name, printed, divergence) => {
    expect(compareWal(at, parseWalRecord(printed))).toBe(divergence);
  });
});

describe('readDivergence', () => {
  const read = async (printed: string, state: Partial<PatroniState>): Promise<{ divergence: WalDivergence; commands: string[] }> => {
    const commands: string[] = [];
    const exec = (pod: { name: string }, { command }: { command: readonly string[] }): Promise<{ stdout: string; stderr: string; exitCode: number; truncated: boolean }> => {
      commands.push(`${pod.name}: ${command.join(' ')}`);
      return Promise.resolve({ stdout: command.includes('pg_controldata') ? CONTROL : printed, stderr: '', exitCode: 0, truncated: false });
    };
    const place = (name: string): { pod: { namespace: string; name: string }; directory: string } => ({ pod: { namespace: 'shop', name }, directory: '/pgdata/pg15' });
    const divergence = await readDivergence({ exec }, place('hippo-2-0'), { ...place('hippo-1-0'), state: () => Promise.resolve(state as PatroniState) });
    return { divergence, commands };
  };
  const ahead = { timeline: 3, walPosition: walBytes('2A/4000000') };

  it('asks the replica for its last checkpoint, and the primary for what it has there', async () => {
    expect(await read(OTHER, ahead)).toEqual({ divergence: 'diverged', commands: [
      'hippo-2-0: env LC_ALL=C pg_controldata -D /pgdata/pg15',
      'hippo-1-0: env LC_ALL=C pg_waldump --path=/pgdata/pg15/pg_wal --timeline=3 --start=2A/3000060 --limit=1',
    ] });
  });

  it.each<[string, Partial<PatroniState>]>([
    ['a primary on another timeline', { ...ahead, timeline: 4 }],
    ['a primary that is not as far', { ...ahead, walPosition: walBytes('2A/3000060') }],
    ['a primary that does not tell how far it is', { timeline: 3 }],
  ])('compares nothing with %s', async (_name, state) => {
    const { divergence, commands } = await read(OTHER, state);
    expect([divergence, commands.length]).toEqual(['unknown', 1]);
  });
});
