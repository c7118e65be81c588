import { describe, expect, it } from '@jest/globals';
import { lookTurn, type LookContext } from './look-turn.js';
import { paceOf } from './pace.js';
import type { ArchiverFacts, RepositoryLook } from './repository-look.js';

const MINUTE_MS = 60_000;
const pace = paceOf(100);
const WAL = '000000010000000000000002';
const archived: ArchiverFacts = { lastArchivedWal: WAL, queueLength: 0, databaseBytes: 1 };
const look = (archiver?: ArchiverFacts, walPosition: number | undefined = 7): RepositoryLook => ({
  seenAtMs: 0, info: { backups: [], archives: [], repositories: [] } as unknown as RepositoryLook['info'], dumps: { dumps: [], unread: [], broken: [] } as unknown as RepositoryLook['dumps'],
  moments: [], points: [], wal: [], ...(archiver === undefined ? {} : { archiver }), ...(walPosition === undefined ? {} : { walPosition }),
});
const context = (more: Partial<LookContext>): LookContext => ({ subject: '', look: look(archived), hasFailed: false, position: 7, pace, nowMs: 2.5 * MINUTE_MS, ...more });

describe('the turn of looking at repositories', () => {
  const cases: { name: string; more: Partial<LookContext>; turn: ReturnType<typeof lookTurn> }[] = [
    { name: 'goes on while nothing is written', more: {}, turn: { number: 0, everyMs: MINUTE_MS, nextMs: 5.5 * MINUTE_MS } },
    { name: 'ends when the position moves', more: { position: 8 }, turn: { number: 2, everyMs: MINUTE_MS, nextMs: MINUTE_MS / 2 } },
    { name: 'ends after a long time all the same', more: { nowMs: 8 * MINUTE_MS }, turn: { number: 8, everyMs: MINUTE_MS, nextMs: MINUTE_MS } },
    { name: 'is the usual one before the first look', more: { look: undefined }, turn: { number: 2, everyMs: MINUTE_MS, nextMs: MINUTE_MS / 2 } },
    { name: 'is the usual one after a look that failed', more: { hasFailed: true }, turn: { number: 2, everyMs: MINUTE_MS, nextMs: MINUTE_MS / 2 } },
    { name: 'is the usual one while WAL waits', more: { look: look({ ...archived, queueLength: 1 }) }, turn: { number: 2, everyMs: MINUTE_MS, nextMs: MINUTE_MS / 2 } },
    { name: 'is the usual one when no position is known', more: { look: { ...look(archived), walPosition: undefined } as never, position: undefined }, turn: { number: 2, everyMs: MINUTE_MS, nextMs: MINUTE_MS / 2 } },
    { name: 'is a short one while archiving fails', more: { look: look({ ...archived, failedAt: 'x' }) }, turn: { number: 15, everyMs: 10_000, nextMs: 10_000 } },
    { name: 'is a short one until something is archived', more: { look: look({ queueLength: 0, databaseBytes: 1 }) }, turn: { number: 75, everyMs: 2_000, nextMs: 2_000 } },
  ];
  it.each(cases)('$name', ({ more, turn }) => {
    expect(lookTurn(context(more))).toEqual(turn);
  });
});
