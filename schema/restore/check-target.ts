import { isDumpLabel } from '../backup/dump-label.js';
import type { RestoreTargetSpec } from '../resource/cluster-restore.js';
import type { Issue } from '../validation/issue.js';
import { checkRestorePointName } from './restore-point-name.js';

/** Assertions of one check of a backup. */
export const ASSERTIONS_MAX = 20;
/** Characters of one. */
export const ASSERTION_LENGTH_MAX = 4000;

const MOMENT = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?\s*(Z|z|[+-]\d\d(:?\d\d)?)?$/;
const ZONE = /(Z|z|[+-]\d\d(:?\d\d)?)$/;
const POSITION = /^[0-9A-Fa-f]{1,8}\/[0-9A-Fa-f]{1,8}$/;
const LABEL = /^\d{8}-\d{6}F(_\d{8}-\d{6}[DI])?$/;

/** What is wrong with where a database shall be restored to, as far as the text alone shows it. */
export const checkRestoreTarget = (prefix: string, { at, lsn, backup, restorePoint }: RestoreTargetSpec): Issue[] => [
  ...(at === undefined ? [] : checkMoment(`${prefix}at`, at)),
  ...(lsn === undefined || POSITION.test(lsn) ? [] : [{
    field: `${prefix}lsn`, message: `"${lsn.slice(0, 40)}" is no position in the WAL`, suggestion: 'Write two hexadecimal numbers with a slash between them, such as "0/5000028".',
  }]),
  ...(backup === undefined || LABEL.test(backup) || isDumpLabel(backup) ? [] : [{
    field: `${prefix}backup`, message: `"${backup.slice(0, 80)}" is no label of a backup`, suggestion: 'Use a label that `pgo show backup` lists, such as "20260601-120000F".',
  }]),
  ...(restorePoint === undefined ? [] : checkRestorePointName(`${prefix}restorePoint`, restorePoint)),
  ...(restorePoint !== undefined && (at !== undefined || lsn !== undefined) ? [{ field: `${prefix}restorePoint`, message: 'a restore point and a moment or position cannot both be the target', suggestion: 'Leave one of them out.' }] : []),
  ...(at !== undefined && lsn !== undefined ? [{ field: `${prefix}lsn`, message: 'a moment and a position cannot both be the target', suggestion: 'Leave one of them out.' }] : []),
];

/** A moment must say its zone: two people mean different moments by the same clock time. */
export const checkMoment = (field: string, text: string): Issue[] => {
  const suggestion = 'Write it with its zone, for example "2026-06-01T12:00:00Z" or "2026-06-01T14:00:00+02:00".';
  if (!MOMENT.test(text) || (ZONE.test(text) && Number.isNaN(Date.parse(momentText(text))))) return [{ field, message: `"${text.slice(0, 80)}" is no moment`, suggestion }];
  return ZONE.test(text) ? [] : [{ field, message: `"${text.slice(0, 80)}" has no time zone`, suggestion }];
};

/** A moment that people wrote (a space for the T, a zone of two digits) as RFC 3339. */
export const momentText = (text: string): string => text.trim()
  .replace(/^(\d{4}-\d\d-\d\d)[t ]/, '$1T').replace(/\s+/g, '').replace(/z$/, 'Z')
  .replace(/T(\d\d:\d\d)(Z|[+-])/, 'T$1:00$2').replace(/([+-]\d\d)(\d\d)$/, '$1:$2').replace(/([+-]\d\d)$/, '$1:00');
