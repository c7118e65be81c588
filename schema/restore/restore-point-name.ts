import type { Issue } from '../validation/issue.js';

/** Restore points of a cluster that can be kept at a time; those that no backup leads to any more go by themselves. */
export const RESTORE_POINTS_MAX = 100;

/** A name of PostgreSQL's, of what any repository takes as the name of a file. */
const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/** Whether a text can be the name of a restore point. */
export const isRestorePointName = (text: string): boolean => NAME.test(text);

/** What is wrong with the name of a restore point. */
export const checkRestorePointName = (field: string, name: string): Issue[] => (isRestorePointName(name) ? [] : [{
  field, message: `"${name.slice(0, 80)}" is no name of a restore point`, suggestion: 'Use at most 63 letters, digits, dots, hyphens and underscores, such as "before-the-migration".',
}]);
