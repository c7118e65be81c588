import { Option, type Command } from 'commander';
import type { UpdateScheduleInput } from '../../schema/sdk/client.js';
import { wholeNumber } from '../option/parse-option.js';

/** Flags of a schedule, those of pgo 4.x among them. */
export interface ScheduleFlags {
  schedule?: string;
  timeZone?: string;
  pgbackrestBackupType?: keyof typeof backupTypes;
  pgbackrestStorageType?: string;
  scheduleOpts?: string;
  policy?: string;
  database?: string;
  missedRuns?: keyof typeof missedRuns;
  startingDeadline?: number;
  overlap?: keyof typeof overlaps;
  historyLimit?: number;
}

const backupTypes = { full: 'FULL', diff: 'DIFFERENTIAL', incr: 'INCREMENTAL', logical: 'LOGICAL' } as const;
const missedRuns = { 'run-once': 'RUN_ONCE', skip: 'SKIP' } as const;
const overlaps = { forbid: 'FORBID', allow: 'ALLOW' } as const;

/** Adds the flags that say when and how a schedule runs. */
export const addScheduleOptions = (command: Command): Command => command
  .option('--time-zone <name>', 'time zone of the times, for example Europe/Berlin')
  .addOption(new Option('--pgbackrest-backup-type <type>', 'what kind of backup').choices(Object.keys(backupTypes)))
  .option('--pgbackrest-storage-type <name>', 'repository to back up to')
  .option('--schedule-opts <options>', 'options of pgBackRest')
  .option('--policy <name>', 'policy to apply')
  .option('--database <name>', 'database; the application database when left out')
  .addOption(new Option('--missed-runs <policy>', 'what becomes of runs that were missed').choices(Object.keys(missedRuns)))
  .option('--starting-deadline <seconds>', 'how late a missed run may start', wholeNumber(0, 86_400))
  .addOption(new Option('--overlap <policy>', 'what becomes of a run while the one before runs').choices(Object.keys(overlaps)))
  .option('--history-limit <number>', 'how many ended runs are kept', wholeNumber(1, 100));

type Settings = Omit<UpdateScheduleInput, 'namespace' | 'name' | 'dryRun' | 'idempotencyKey' | 'suspended' | 'cron'>;

/** The part of the input that these flags make; what is not given is left out. */
export const scheduleInput = (flags: ScheduleFlags): Settings => {
  const given = {
    timeZone: flags.timeZone, repository: flags.pgbackrestStorageType, backupOptions: flags.scheduleOpts, policy: flags.policy, database: flags.database,
    backupType: flags.pgbackrestBackupType && backupTypes[flags.pgbackrestBackupType], missedRuns: flags.missedRuns && missedRuns[flags.missedRuns],
    startingDeadlineSeconds: flags.startingDeadline, overlap: flags.overlap && overlaps[flags.overlap], historyLimit: flags.historyLimit,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Settings;
};
