import type { Condition } from '../../schema/resource/meta.js';
import type { PostgresClusterStatus } from '../../schema/resource/postgres-cluster.js';
import type { Happening } from './event-recorder.js';

type Statuses = readonly [before: Condition | undefined, after: Condition | undefined];

const conditionsOf = (type: string, before: PostgresClusterStatus | undefined, after: PostgresClusterStatus): Statuses =>
  [before, after].map((status) => status?.conditions?.find((condition) => condition.type === type)) as unknown as Statuses;

const isOff = (condition: Condition | undefined): boolean => condition?.reason === 'BackupsDisabled';
const fails = (condition: Condition | undefined): boolean => condition?.status === 'False' && !isOff(condition);

/** What people should hear of backups between two statuses: where archiving or a repository begins to fail or recovers, and where backups are turned off. */
export const backupHappenings = (before: PostgresClusterStatus | undefined, after: PostgresClusterStatus): Happening[] => {
  const archiving = conditionsOf('Archiving', before, after);
  return [...switched(archiving), ...failing(archiving, 'ArchivingFails', 'ArchivingRecovered'), ...failing(conditionsOf('RepositoriesReady', before, after), 'RepositoryUnavailable', 'RepositoryRecovered')];
};

const switched = ([before, after]: Statuses): Happening[] => {
  if (after === undefined || isOff(before) === isOff(after)) return [];
  if (isOff(after)) return [{ type: 'Warning', reason: 'BackupsDisabled', message: after.message }];
  return [{ type: 'Normal', reason: 'BackupsEnabled', message: 'Backups are turned on again; what was written meanwhile can be restored from the next full backup on.' }];
};

/** A failure that goes on is told once; that it is unknown for a while is no recovery. */
const failing = ([before, after]: Statuses, failure: string, recovery: string): Happening[] => {
  if (after === undefined || after.status === before?.status) return [];
  if (fails(after)) return [{ type: 'Warning', reason: failure, message: after.message }];
  return after.status === 'True' && fails(before) ? [{ type: 'Normal', reason: recovery, message: after.message }] : [];
};
