import type { ObjectMeta } from '../resource/meta.js';
import { backupOptionsIssues } from './check-schedule.js';
import { cronFault, isTimeZone } from './cron.js';
import {
  HISTORY_LIMIT_DEFAULT, HISTORY_LIMIT_MAX, LABEL_SCHEDULE_CLUSTER, STARTING_DEADLINE_SECONDS_DEFAULT, STARTING_DEADLINE_SECONDS_MAX, TIME_ZONE_DEFAULT,
  type Schedule, type ScheduledBackupType, type ScheduleType,
} from './schedule.js';

/** A ConfigMap, as far as a schedule is read from it. */
export interface ScheduleConfigMap {
  readonly metadata: ObjectMeta;
  readonly data?: Readonly<Record<string, string>>;
}

/** What a ConfigMap says: a schedule, or what is wrong with it and as much as could be read. */
export type ScheduleReading =
  | { readonly schedule: Schedule; readonly fault?: undefined }
  | { readonly schedule: Schedule; readonly fault: string };

const TYPES: Readonly<Record<string, ScheduleType>> = { pgbackrest: 'BACKUP', policy: 'POLICY', verify: 'VERIFY', stop: 'STOP', start: 'START' };
const BACKUP_TYPES: Readonly<Record<string, ScheduledBackupType>> = { full: 'FULL', diff: 'DIFFERENTIAL', incr: 'INCREMENTAL', logical: 'LOGICAL' };
const DATA_LENGTH_MAX = 65_536;

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (json: Json, key: string): string | undefined => (typeof json[key] === 'string' && json[key] !== '' ? json[key] : undefined);
const objectIn = (json: Json, key: string): Json => (isObject(json[key]) ? json[key] : {});

/** Options of pgBackRest: one text, or in 4.1 a list of names and values. */
const optionsText = (options: unknown): string | undefined => {
  if (typeof options === 'string') return options === '' ? undefined : options;
  if (!Array.isArray(options)) return undefined;
  const parts = options.filter(isObject).map((option) => `--${text(option, 'name') ?? ''}=${text(option, 'value') ?? ''}`);
  return parts.length === 0 ? undefined : parts.join(' ');
};

const choice = <T>(value: unknown, choices: Readonly<Record<string, T>>): T | undefined => (typeof value === 'string' ? choices[value.toLowerCase()] : undefined);

/** `CRON_TZ=` before the five fields, as robfig/cron takes it. */
const timesOf = (json: Json): { cron: string; timeZone: string } => {
  const [, prefixed, rest] = /^\s*(?:CRON_TZ|TZ)=(\S+)\s+(.*)$/.exec(text(json, 'schedule') ?? '') ?? [];
  return { cron: rest ?? text(json, 'schedule') ?? '', timeZone: text(json, 'timeZone') ?? prefixed ?? TIME_ZONE_DEFAULT };
};

const wholeNumber = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

const settingsOf = (json: Json): Pick<Schedule, 'suspended' | 'missedRuns' | 'startingDeadlineSeconds' | 'overlap' | 'historyLimit'> => ({
  suspended: json['suspended'] === true,
  missedRuns: choice(json['missedRuns'], { skip: 'SKIP', runonce: 'RUN_ONCE' } as const) ?? 'RUN_ONCE',
  startingDeadlineSeconds: wholeNumber(json['startingDeadlineSeconds'], STARTING_DEADLINE_SECONDS_DEFAULT),
  overlap: choice(json['overlap'], { allow: 'ALLOW', forbid: 'FORBID' } as const) ?? 'FORBID',
  historyLimit: wholeNumber(json['historyLimit'], HISTORY_LIMIT_DEFAULT),
});

const scheduleOf = (json: Json, { metadata }: ScheduleConfigMap): Schedule => {
  const backup = objectIn(json, 'pgbackrest');
  const policy = objectIn(json, 'policy');
  const backupOptions = optionsText(backup['options']);
  const database = text(policy, 'database') ?? text(backup, 'database');
  const type = choice(json['type'], TYPES) ?? 'BACKUP';
  return {
    type, ...timesOf(json), ...settingsOf(json),
    cluster: { namespace: text(json, 'namespace') ?? metadata.namespace ?? '', name: text(json, 'cluster') ?? metadata.labels?.[LABEL_SCHEDULE_CLUSTER] ?? '' },
    ...(type === 'BACKUP' ? { backupType: choice(backup['type'], BACKUP_TYPES) ?? 'INCREMENTAL' } : {}),
    ...(text(backup, 'storageType') === undefined ? {} : { repository: text(backup, 'storageType') }),
    ...(backupOptions === undefined ? {} : { backupOptions }),
    ...(text(policy, 'name') === undefined ? {} : { policy: text(policy, 'name') }),
    ...(database === undefined ? {} : { database }),
  } as Schedule;
};

const within = (value: number, least: number, most: number): boolean => Number.isInteger(value) && value >= least && value <= most;

const backupFault = (json: Json, { type }: Schedule): string | undefined => {
  const given = objectIn(json, 'pgbackrest')['type'];
  if (type !== 'BACKUP' || given === undefined || choice(given, BACKUP_TYPES) !== undefined) return undefined;
  return `pgbackrest.type ${JSON.stringify(given)} is not one of ${Object.keys(BACKUP_TYPES).join(', ')}`;
};

const optionsFault = (schedule: Schedule): string | undefined => {
  const [issue] = backupOptionsIssues(schedule);
  return issue === undefined ? undefined : `pgbackrest.options: ${issue.message} (${issue.suggestion.replace(/\.$/, '')})`;
};

const timeFaults = ({ cron, timeZone }: Schedule): readonly (string | undefined)[] => {
  const fault = cronFault(cron);
  return [fault === undefined ? undefined : `schedule: ${fault}`, isTimeZone(timeZone) ? undefined : `timeZone: there is no time zone "${timeZone}"`];
};

const numberFaults = ({ startingDeadlineSeconds, historyLimit }: Schedule): readonly (string | undefined)[] => [
  within(startingDeadlineSeconds, 0, STARTING_DEADLINE_SECONDS_MAX) ? undefined : `startingDeadlineSeconds is not between 0 and ${STARTING_DEADLINE_SECONDS_MAX}`,
  within(historyLimit, 1, HISTORY_LIMIT_MAX) ? undefined : `historyLimit is not between 1 and ${HISTORY_LIMIT_MAX}`,
];

const faultsOf = (json: Json, schedule: Schedule, { metadata }: ScheduleConfigMap, operatorNamespace: string): readonly (string | undefined)[] => [
  json['version'] === undefined || json['version'] === 'v1' ? undefined : `version ${JSON.stringify(json['version'])} is not known; it is "v1"`,
  choice(json['type'], TYPES) === undefined ? `type ${JSON.stringify(json['type'])} is not one of ${Object.keys(TYPES).join(', ')}` : undefined,
  schedule.cluster.name === '' ? 'it names no cluster' : undefined,
  schedule.cluster.namespace === metadata.namespace || metadata.namespace === operatorNamespace ? undefined
    : `only schedules in the namespace of the operator may be for clusters of another namespace ("${schedule.cluster.namespace}")`,
  ...timeFaults(schedule), backupFault(json, schedule), optionsFault(schedule),
  schedule.type === 'POLICY' && schedule.policy === undefined ? 'policy.name is missing' : undefined,
  ...numberFaults(schedule),
];

const parseJson = (value: string): { readonly json?: unknown; readonly fault?: string } => {
  try {
    return { json: JSON.parse(value) as unknown };
  } catch (error) {
    return { fault: `: ${error instanceof Error ? error.message : String(error)}` };
  }
};

const readings = new WeakMap<ScheduleConfigMap, ScheduleReading>();

const read = (configMap: ScheduleConfigMap, operatorNamespace: string): ScheduleReading => {
  const entries = Object.entries(configMap.data ?? {});
  const [first] = entries;
  if (entries.length !== 1 || first === undefined) return { schedule: scheduleOf({}, configMap), fault: `data must have exactly one key, and has ${entries.length}` };
  if (first[1].length > DATA_LENGTH_MAX) return { schedule: scheduleOf({}, configMap), fault: `data.${first[0]} has more than ${DATA_LENGTH_MAX} characters` };
  const { json, fault } = parseJson(first[1]);
  if (!isObject(json)) return { schedule: scheduleOf({}, configMap), fault: `data.${first[0]} is no JSON object${fault ?? ''}` };
  const schedule = scheduleOf(json, configMap);
  const faults = faultsOf(json, schedule, configMap, operatorNamespace).filter((fault) => fault !== undefined);
  return faults.length === 0 ? { schedule } : { schedule, fault: faults.join('; ') };
};

/** Reads a schedule from its ConfigMap. What is read from one version of an object is read once. */
export const readSchedule = (configMap: ScheduleConfigMap, operatorNamespace: string): ScheduleReading => {
  let reading = readings.get(configMap);
  if (reading === undefined) readings.set(configMap, reading = read(configMap, operatorNamespace));
  return reading;
};
