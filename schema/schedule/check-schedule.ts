import { readBackupOptions } from '../backup/backup-options.js';
import type { Issue } from '../validation/issue.js';
import { cronFault, isTimeZone } from './cron.js';
import { HISTORY_LIMIT_MAX, STARTING_DEADLINE_SECONDS_MAX, type Schedule } from './schedule.js';

const between = (field: string, value: number, least: number, most: number): Issue[] => (Number.isInteger(value) && value >= least && value <= most ? []
  : [{ field, message: `${value} is not between ${least} and ${most}`, suggestion: `Use ${least} to ${most}.` }]);

const cronIssues = (cron: string): Issue[] => {
  const fault = cronFault(cron);
  return fault === undefined ? [] : [{ field: 'cron', message: fault, suggestion: 'Write five fields, for example "0 1 * * *" for every day at 1:00, or @daily.' }];
};

const zoneIssues = (zone: string): Issue[] => (isTimeZone(zone) ? []
  : [{ field: 'timeZone', message: `there is no time zone "${zone.slice(0, 80)}"`, suggestion: 'Use a name of the IANA database, for example "Europe/Berlin", or "UTC".' }]);

const only = (field: string, value: unknown, type: string, isType: boolean): Issue[] => (value === undefined || isType ? []
  : [{ field, message: `only schedules of type ${type} have it`, suggestion: `Leave it out, or use the type ${type}.` }]);

/** What is wrong with the options of pgBackRest of a schedule. */
export const backupOptionsIssues = ({ type, backupType, backupOptions, repository }: Schedule): Issue[] => {
  if (type !== 'BACKUP' || backupOptions === undefined) return [];
  const field = 'backupOptions';
  if (backupType === 'LOGICAL') return [{ field, message: 'a dump is not made by pgBackRest', suggestion: 'Leave them out, or use another type of backup.' }];
  const read = readBackupOptions(backupOptions, repository);
  return 'fault' in read ? [{ field, message: read.fault, suggestion: read.suggestion }] : [];
};

/** Checks a schedule that a caller asks for. */
export const checkSchedule = (schedule: Schedule): Issue[] => [
  ...cronIssues(schedule.cron), ...zoneIssues(schedule.timeZone),
  ...between('startingDeadlineSeconds', schedule.startingDeadlineSeconds, 0, STARTING_DEADLINE_SECONDS_MAX), ...between('historyLimit', schedule.historyLimit, 1, HISTORY_LIMIT_MAX),
  ...only('policy', schedule.policy, 'POLICY', schedule.type === 'POLICY'),
  ...(['backupType', 'repository', 'backupOptions'] as const).flatMap((field) => only(field, schedule[field], 'BACKUP', schedule.type === 'BACKUP')),
  ...backupOptionsIssues(schedule),
  ...(schedule.type === 'POLICY' && schedule.policy === undefined ? [{ field: 'policy', message: 'a schedule of type POLICY needs one', suggestion: 'Name a policy of the namespace.' }] : []),
];
