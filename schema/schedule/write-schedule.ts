import { LABEL_CLUSTER } from '../naming/labels.js';
import {
  HISTORY_LIMIT_DEFAULT, LABEL_SCHEDULE_CLUSTER, LABEL_SCHEDULER, STARTING_DEADLINE_SECONDS_DEFAULT, TIME_ZONE_DEFAULT, type Schedule,
} from './schedule.js';

const TYPES = { BACKUP: 'pgbackrest', POLICY: 'policy', VERIFY: 'verify', STOP: 'stop', START: 'start' } as const;
const BACKUP_TYPES = { FULL: 'full', DIFFERENTIAL: 'diff', INCREMENTAL: 'incr', LOGICAL: 'logical' } as const;

/** The name of a schedule that is given none, as in pgo 4.x: one for each cluster, type and subtype. */
export const scheduleName = ({ cluster, type, backupType, policy }: Pick<Schedule, 'cluster' | 'type' | 'backupType' | 'policy'>): string => {
  const subtype = type === 'BACKUP' ? `-${BACKUP_TYPES[backupType ?? 'INCREMENTAL']}` : type === 'POLICY' ? `-${policy ?? ''}` : '';
  return `${cluster.name}-${TYPES[type]}${subtype}`;
};

/** Labels of the ConfigMap of a schedule. */
export const scheduleLabels = (cluster: string): Record<string, string> => ({ [LABEL_SCHEDULER]: 'true', [LABEL_SCHEDULE_CLUSTER]: cluster, [LABEL_CLUSTER]: cluster });

const unless = <T>(key: string, value: T | undefined, usual?: T): Record<string, T> => (value === undefined || value === usual ? {} : { [key]: value });

/** The data of the ConfigMap of a schedule: the format of pgo 4.x, and beside it what that did not know, where it is not as usual. */
export const scheduleData = (name: string, schedule: Schedule, created: string): Record<string, string> => {
  const { cluster, type } = schedule;
  const json = {
    version: 'v1', name, created, schedule: schedule.cron, namespace: cluster.namespace, type: TYPES[type], cluster: cluster.name,
    pgbackrest: type !== 'BACKUP' ? {} : {
      label: `pg-cluster=${cluster.name},name=${cluster.name},deployment-name=${cluster.name}`, container: 'database', type: BACKUP_TYPES[schedule.backupType ?? 'INCREMENTAL'],
      ...unless('storageType', schedule.repository), ...unless('options', schedule.backupOptions), ...unless('database', schedule.database),
    },
    policy: type !== 'POLICY' ? {} : { name: schedule.policy, ...unless('database', schedule.database) },
    ...unless('timeZone', schedule.timeZone, TIME_ZONE_DEFAULT),
    ...unless('suspended', schedule.suspended, false),
    ...unless('missedRuns', schedule.missedRuns === 'SKIP' ? 'skip' : undefined),
    ...unless('startingDeadlineSeconds', schedule.startingDeadlineSeconds, STARTING_DEADLINE_SECONDS_DEFAULT),
    ...unless('overlap', schedule.overlap === 'ALLOW' ? 'allow' : undefined),
    ...unless('historyLimit', schedule.historyLimit, HISTORY_LIMIT_DEFAULT),
  };
  return { [name]: JSON.stringify(json) };
};
