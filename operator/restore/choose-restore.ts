import type { BackrestBackup, BackrestInfo } from '../postgres/backrest-info.js';
import type { StoredRestorePoint } from '../postgres/stored-restore-point.js';
import { leadsTo, parseLsn, timelineAt, timelineOf, type Timeline } from './timelines.js';

/** To where a database is restored; all left out: to the end of the WAL. */
export interface RestoreTarget {
  /** A moment, RFC 3339. */
  readonly at?: string;
  /** A position in the WAL. */
  readonly lsn?: string;
  /** Label of a backup: its end, or where recovery to the moment or position begins. */
  readonly backup?: string;
  /** Name of a restore point. */
  readonly restorePoint?: string;
}

/** What a repository holds. */
export interface RepositoryContents {
  readonly info: BackrestInfo;
  readonly timelines: readonly Timeline[];
  readonly points: readonly StoredRestorePoint[];
}

/** How a target is reached: a backup, and the timeline to follow from it. */
export interface ChosenRestore {
  readonly backup: BackrestBackup;
  /** `current` stays on the timeline of the backup. */
  readonly timeline: number | 'current';
  /** The restore point at which recovery ends. */
  readonly point?: StoredRestorePoint;
}

/** Why a target cannot be reached. */
export interface RestoreRefusal {
  readonly field: 'at' | 'lsn' | 'backup' | 'restorePoint' | 'cluster';
  readonly message: string;
  readonly suggestion: string;
}

const iso = (ms: number): string => new Date(ms).toISOString().replace(/\.000Z$/, 'Z');

const refuse = (field: RestoreRefusal['field'], message: string, suggestion: string): RestoreChoice => ({ refusal: { field, message, suggestion } });

/** A choice, or why there is none. */
export type RestoreChoice = { readonly chosen: ChosenRestore } | { readonly refusal: RestoreRefusal };

/** Decides from which backup and along which timeline a target is reached, or says why it cannot be. */
export const chooseRestore = (contents: RepositoryContents, target: RestoreTarget, nowMs: number): RestoreChoice => {
  const { info } = contents;
  if (info.backups.length === 0) return refuse('cluster', 'there is no backup to restore', 'Make one with `createBackup`.');
  if (target.at !== undefined && Date.parse(target.at) > nowMs) return refuse('at', `${target.at} has not come yet`, `Use a moment up to ${iso(nowMs)}.`);
  if (target.backup === undefined) return chooseAmong(contents, info.backups, target);
  const named = info.backups.find(({ label }) => label === target.backup);
  if (named === undefined) return unknownBackup(target.backup, info);
  const isAlone = [target.at, target.lsn, target.restorePoint].every((other) => other === undefined);
  return isAlone ? { chosen: { backup: named, timeline: 'current' } } : chooseAmong(contents, [named], target);
};

const chooseAmong = ({ info, timelines, points }: RepositoryContents, backups: readonly BackrestBackup[], target: RestoreTarget): RestoreChoice => {
  const point = points.findLast(({ name }) => name === target.restorePoint);
  if (point === undefined && target.restorePoint !== undefined) return unknownPoint(target.restorePoint, points);
  const atMs = target.at === undefined ? undefined : Date.parse(target.at);
  const timeline = timelineAt(timelines, point === undefined ? atMs : Date.parse(point.at), newestTimeline(info, timelines));
  const backup = backups.filter((one) => isBefore(one, atMs, point?.lsn ?? target.lsn)
    && leadsTo(timelines, { timeline: timelineOf(one.walStop), lsn: one.lsnStop }, timeline)).at(-1);
  return backup === undefined ? noneLeadsThere(info, target) : { chosen: { backup, timeline, ...(point === undefined ? {} : { point }) } };
};

const noneLeadsThere = ({ backups: [oldest] }: BackrestInfo, { at, lsn, backup, restorePoint }: RestoreTarget): RestoreChoice => {
  if (backup !== undefined) return refuse('backup', `the backup ${backup} does not lead to what is asked for`, 'Leave `backup` out, and the right one is chosen.');
  if (restorePoint !== undefined) return refuse('restorePoint', `no backup leads to the restore point "${restorePoint}"`, 'Use a moment in `Cluster.recoveryWindow`.');
  if (lsn !== undefined) return refuse('lsn', `no backup ended before ${lsn}`, `Use a position from ${oldest?.lsnStop ?? 'the end of the oldest backup'} on.`);
  return refuse('at', `no backup leads to ${at ?? 'the end of the WAL'}`, `Use a moment from ${iso((oldest?.stoppedAtMs ?? 0) + 1000)} on, when the oldest backup had ended.`);
};

const unknownBackup = (label: string, { backups }: BackrestInfo): RestoreChoice => {
  const newest = backups.slice(-3).map((backup) => backup.label).join(', ');
  return refuse('backup', `there is no backup "${label.slice(0, 80)}" in the repository`, `Use one that is there; the newest are ${newest}.`);
};

const unknownPoint = (name: string, points: readonly StoredRestorePoint[]): RestoreChoice => {
  const known = [...new Set(points.map((point) => point.name))].slice(-3).join(', ');
  return refuse('restorePoint', `there is no restore point "${name.slice(0, 80)}" in the repository`, known === '' ? 'Make one with `createRestorePoint`, or use a moment.' : `Use one that is there; the newest are ${known}.`);
};

const newestTimeline = ({ archives, backups }: BackrestInfo, timelines: readonly Timeline[]): number => Math.max(
  1, ...timelines.map(({ id }) => id), ...archives.flatMap(({ max }) => (max === undefined ? [] : [timelineOf(max)])), ...backups.map(({ walStop }) => timelineOf(walStop) || 1),
);

/** Whether a backup had ended where recovery is to end. pgBackRest tells whole seconds, so the second after counts. */
const isBefore = (backup: BackrestBackup, atMs: number | undefined, lsn: string | undefined): boolean => {
  if (atMs !== undefined && backup.stoppedAtMs + 1000 > atMs) return false;
  const [wanted, stop] = [parseLsn(lsn ?? ''), parseLsn(backup.lsnStop ?? '')];
  return wanted === undefined || (stop !== undefined && stop <= wanted);
};
