import type { StoredRestorePoint } from '../postgres/stored-restore-point.js';
import { describe, expect, it } from '@jest/globals';
import type { BackrestBackup } from '../postgres/backrest-info.js';
import { chooseRestore, type RestoreTarget } from './choose-restore.js';
import { parseHistory, timelineAt, type Timeline } from './timelines.js';

const at = (minute: number): number => Date.parse('2026-06-01T12:00:00Z') + minute * 60_000;
const iso = (minute: number): string => new Date(at(minute)).toISOString();

const backup = (label: string, minute: number, lsn: string, timeline = 1): BackrestBackup => ({
  label, type: 'full', startedAtMs: at(minute) - 5000, stoppedAtMs: at(minute), walStart: `0000000${timeline}0000000000000002`, walStop: `0000000${timeline}0000000000000002`,
  lsnStart: '0/1000000', lsnStop: lsn, databaseBytes: 1, repositoryBytes: 1, references: [], hasError: false, repository: 1, databaseId: 1, annotations: {},
});

const RESTORED = 'before 2026-06-01 12:05:00+00';
const PROMOTED = 'no recovery target specified';
const timeline = (id: number, minute: number, ...branches: [number, string, string][]): Timeline =>
  ({ id, createdAtMs: at(minute), branches: branches.map(([of, lsn, reason]) => ({ timeline: of, lsn, reason })) });

/** A failover at minute 4; at minute 20 a restore to minute 5, which abandoned the backup `C` of minute 10. */
const TIMELINES = [
  timeline(2, 4, [1, '0/4000000', PROMOTED]),
  timeline(3, 20, [1, '0/4000000', PROMOTED], [2, '0/5000000', RESTORED]),
];
const BACKUPS = [backup('A', 0, '0/2000000'), backup('B', 3, '0/3000000'), backup('C', 10, '0/A000000', 2)];

const point = (name: string, minute: number, lsn: string): StoredRestorePoint => ({ name, at: iso(minute), lsn, maker: '0123456789', repository: 1, file: '' });
const POINTS = [point('early', 2, '0/2800000'), point('abandoned', 15, '0/B000000'), point('after', 25, '0/5800000'), point('lost', -1, '0/1000000')];

describe('chooseRestore', () => {
  const cases: { name: string; target: RestoreTarget; backup?: string; timeline?: number | 'current'; field?: string }[] = [
    { name: 'the end is on the newest timeline, from a backup that leads to it', target: {}, backup: 'B', timeline: 3 },
    { name: 'a moment before the failover', target: { at: iso(2) }, backup: 'A', timeline: 2 },
    { name: 'the second in which a backup ended is not safe', target: { at: new Date(at(3) + 500).toISOString() }, backup: 'A', timeline: 2 },
    { name: 'a moment that a restore abandoned is reached on the timeline of before', target: { at: iso(15) }, backup: 'C', timeline: 2 },
    { name: 'a moment after the restore', target: { at: iso(25) }, backup: 'B', timeline: 3 },
    { name: 'a backup alone stays on its timeline', target: { backup: 'C' }, backup: 'C', timeline: 'current' },
    { name: 'a moment from a named backup', target: { backup: 'A', at: iso(8) }, backup: 'A', timeline: 2 },
    { name: 'a position', target: { lsn: '0/4500000' }, backup: 'B', timeline: 3 },
    { name: 'a position before every backup', target: { lsn: '0/1000000' }, field: 'lsn' },
    { name: 'a moment before every backup', target: { at: iso(-1) }, field: 'at' },
    { name: 'a restore point', target: { restorePoint: 'early' }, backup: 'A', timeline: 2 },
    { name: 'a restore point that a restore abandoned', target: { restorePoint: 'abandoned' }, backup: 'C', timeline: 2 },
    { name: 'a restore point after the restore, from a named backup', target: { restorePoint: 'after', backup: 'A' }, backup: 'A', timeline: 3 },
    { name: 'a restore point that no backup leads to', target: { restorePoint: 'lost' }, field: 'restorePoint' },
    { name: 'an unknown restore point', target: { restorePoint: 'nowhere' }, field: 'restorePoint' },
    { name: 'the future', target: { at: iso(31) }, field: 'at' },
    { name: 'an unknown backup', target: { backup: 'Z' }, field: 'backup' },
    { name: 'a backup that ended after the moment', target: { backup: 'C', at: iso(8) }, field: 'backup' },
  ];
  it.each(cases)('$name', ({ target, backup: label, timeline: id, field }) => {
    const answer = chooseRestore({ info: { code: 0, message: 'ok', backups: BACKUPS, archives: [], isBackupRunning: false, repositories: [] }, timelines: TIMELINES, points: POINTS }, target, at(30));
    if ('chosen' in answer) expect([answer.chosen.backup.label, answer.chosen.timeline]).toEqual([label, id]);
    else expect(answer.refusal.field).toBe(field);
  });

  it('refuses without any backup', () => {
    const answer = chooseRestore({ info: { code: 0, message: 'ok', backups: [], archives: [], isBackupRunning: false, repositories: [] }, timelines: [], points: [] }, {}, at(0));
    expect(answer).toMatchObject({ refusal: { field: 'cluster' } });
  });
});

describe('timelineAt', () => {
  it('follows a restore of a restore back to where the moment was', () => {
    const twice = [...TIMELINES, timeline(4, 40, [1, '0/4000000', PROMOTED], [2, '0/4800000', RESTORED])];
    expect([45, 30, 15, 4].map((minute) => timelineAt(twice, at(minute), 4))).toEqual([4, 3, 2, 2]);
    expect(timelineAt(twice, undefined, 4)).toBe(4);
  });

  it('finds what an undo has abandoned', () => {
    const undone = [...TIMELINES, timeline(4, 40, [1, '0/4000000', PROMOTED], [2, '0/A800000', PROMOTED])];
    expect([45, 30, 15].map((minute) => timelineAt(undone, at(minute), 4))).toEqual([4, 3, 2]);
  });
});

it('reads history files', () => {
  expect(parseHistory('1\t0/3002548\tbefore 2026-11-23 01:54:35.923068+00\n\n2\tA/0\tno recovery target specified\n# x\n')).toEqual([
    { timeline: 1, lsn: '0/3002548', reason: 'before 2026-11-23 01:54:35.923068+00' }, { timeline: 2, lsn: 'A/0', reason: PROMOTED },
  ]);
});
