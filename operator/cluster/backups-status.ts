import { clusterCondition, type ClusterConditionDraft } from './condition-draft.js';
import { kubeTime } from '../../kube/kube-time.js';
import type { BackupsStatus, RepositoryStatus } from '../../schema/resource/cluster-backups.js';
import { RESTORE_POINTS_MAX } from '../../schema/restore/restore-point-name.js';
import { repositoriesOf } from '../../schema/resource/cluster-defaults.js';
import type { ClusterConditionType } from '../../schema/resource/cluster-conditions.js';
import { backupReach } from '../postgres/wal-ranges.js';
import { isStandby } from '../standby/standby-config.js';
import { isUpTo, newestInAny, type RepositoryLook } from './repository-look.js';
import { repositoriesFault, repositoryStatuses, takesWal } from './repository-statuses.js';
import type { ClusterWorld } from './world.js';

/** Waiting WAL files from which on archiving is called too slow. */
const QUEUE_LENGTH_MAX = 32;

const DISABLED = 'Backups are turned off: no WAL is archived, and what is lost cannot be restored.';

/** Whether the repositories can be used, and whether WAL gets there. `Ready` does not depend on them. */
export const backupConditions = (world: ClusterWorld): ClusterConditionDraft[] => {
  if (repositoriesOf(world.spec).length === 0) {
    return [clusterCondition('RepositoriesReady', 'False', 'BackupsDisabled', DISABLED), clusterCondition('Archiving', 'False', 'BackupsDisabled', DISABLED)];
  }
  if (world.spec.stopped === true) {
    return [clusterCondition('RepositoriesReady', 'Unknown', 'Stopped', 'The cluster is stopped.'), clusterCondition('Archiving', 'Unknown', 'Stopped', 'The cluster is stopped.')];
  }
  if (isStandby(world)) return (['RepositoriesReady', 'Archiving'] as const).map((type) => clusterCondition(type, 'Unknown', 'Following', 'A standby archives nothing and makes no backups; both begin when it is promoted.'));
  const statuses = repositoryStatuses(world);
  return [repositoriesCondition(world, statuses), archivingCondition(world, statuses)];
};

const repositoriesCondition = (world: ClusterWorld, statuses: readonly RepositoryStatus[]): ClusterConditionDraft => {
  const { unprepared, lookError, look, isStanzaReady } = world.repositories ?? {};
  const isKnown = unprepared !== undefined || lookError !== undefined || (look !== undefined && isStanzaReady === true);
  if (!isKnown) return earlier(world, 'RepositoriesReady') ?? clusterCondition('RepositoriesReady', 'Unknown', 'Creating', 'The repositories are being prepared.');
  const fault = repositoriesFault(statuses);
  if (fault !== undefined) return clusterCondition('RepositoriesReady', 'False', 'RepositoryUnavailable', fault);
  const backups = statuses.reduce((sum, { backups: count = 0 }) => sum + count, 0);
  return clusterCondition('RepositoriesReady', 'True', 'AsDesired', backups === 0 ? 'The repositories are ready; there is no backup yet.' : `The repositories are ready, with ${backups} ${backups === 1 ? 'backup' : 'backups'}.`);
};

/** What stands until someone has looked: an operator that has just begun knows nothing of its own. */
const earlier = ({ cluster }: ClusterWorld, type: ClusterConditionType): ClusterConditionDraft | undefined =>
  cluster.status?.conditions?.find((one) => one.type === type && one.reason !== 'BackupsDisabled' && one.reason !== 'Stopped' && one.reason !== 'Following') as ClusterConditionDraft | undefined;

const archivingCondition = (world: ClusterWorld, statuses: readonly RepositoryStatus[]): ClusterConditionDraft => {
  const { look, unprepared } = world.repositories ?? {};
  const fails = (message: string): ClusterConditionDraft => clusterCondition('Archiving', 'False', 'ArchivingFails', message);
  const reached = takesWal(statuses);
  if (unprepared !== undefined && reached === '') return fails('WAL waits on the instances until the repositories can be used.');
  const archiver = look?.archiver;
  if (look === undefined || archiver === undefined) return earlier(world, 'Archiving') ?? clusterCondition('Archiving', 'Unknown', 'Creating', 'No WAL has been archived yet.');
  const { queueLength, lastArchivedWal } = archiver;
  const lost = lostAfter(look);
  if (lost !== undefined) return fails(`WAL after ${lost} is missing in the repositories, since too much waited or backups were turned off: what was committed then cannot be restored, nor what came after. Make a backup.`);
  if (archiver.failedAt !== undefined) {
    const who = reached === '' || repositoriesFault(statuses) === undefined ? '' : ` to every repository, only to ${reached}`;
    return fails(`WAL cannot be archived${who}; ${queueLength} ${queueLength === 1 ? 'file waits' : 'files wait'} on the primary's volume.`);
  }
  if (queueLength > QUEUE_LENGTH_MAX) return fails(`Archiving is slower than WAL is written: ${queueLength} files wait.`);
  if (lastArchivedWal === undefined) return clusterCondition('Archiving', 'Unknown', 'Creating', 'No WAL has been archived yet.');
  return clusterCondition('Archiving', 'True', 'AsDesired', 'WAL is archived continuously.');
};

/** The last WAL file before a gap, when PostgreSQL has got rid of WAL that no repository has; undefined when there is none. */
const lostAfter = (look: RepositoryLook): string | undefined => {
  const { end, history } = backupReach(look) ?? { end: newestInAny(look.info) };
  const last = look.archiver?.lastArchivedWal;
  if (last === undefined || end === undefined || isUpTo(last, end)) return undefined;
  // After an upgrade, until there is a backup of the new version.
  const isOfOtherHistory = history !== undefined && look.wal.some((range) => range.id !== history && range.first <= last && last <= range.last);
  return isOfOtherHistory ? undefined : end;
};

/** pgBackRest tells whole seconds; only the second after is safe. */
const SECOND_MS = 1000;

/** What the status of a cluster says of its backups. */
export const backupsStatus = (world: ClusterWorld): BackupsStatus | undefined => {
  if (repositoriesOf(world.spec).length === 0) return undefined;
  const { look, unprepared } = world.repositories ?? {};
  const before = world.cluster.status?.backups;
  if (look === undefined) return before === undefined || unprepared !== undefined ? { ...before, repositories: repositoryStatuses(world) } : before;
  const window = windowOf(look, before);
  const archive = look.archiver === undefined ? before?.archive : archiveOf(world, look.archiver);
  return {
    repositories: repositoryStatuses(world),
    ...(window === undefined ? {} : { recoveryWindow: window }),
    ...(archive === undefined ? {} : { archive }),
    ...pointsOf(look),
  };
};

/** The moments that a backup leads to over WAL that is there, without a gap. */
const windowOf = (look: RepositoryLook, before: BackupsStatus | undefined): BackupsStatus['recoveryWindow'] => {
  const oldest = backupReach(look)?.backups[0];
  if (oldest === undefined) return undefined;
  const newestEndMs = Math.max(0, ...look.info.backups.map(({ stoppedAtMs }) => stoppedAtMs + SECOND_MS));
  const latest = [look.archivedUntil ?? '', before?.recoveryWindow?.latest ?? '', kubeTime(newestEndMs)].sort().at(-1);
  return { earliest: kubeTime(oldest.stoppedAtMs + SECOND_MS), ...(latest === undefined ? {} : { latest }) };
};

/** Those that a backup leads to, whatever repository they are in. */
const pointsOf = ({ info, points }: RepositoryLook): Pick<BackupsStatus, 'restorePoints'> => {
  const oldest = info.backups[0];
  const reachable = new Map(points.filter(({ at }) => oldest !== undefined && Date.parse(at) >= oldest.stoppedAtMs).map(({ name, at, lsn }) => [name, { name, at, lsn }]));
  return reachable.size === 0 ? {} : { restorePoints: [...reachable.values()].slice(-RESTORE_POINTS_MAX) };
};

/** It fails as long as the condition says so, also where nothing could be tried because a repository is not prepared. */
const archiveOf = (world: ClusterWorld, { lastArchivedWal, lastArchivedAt, failedAt, queueLength }: NonNullable<RepositoryLook['archiver']>): BackupsStatus['archive'] => {
  const before = world.cluster.status?.conditions?.find(({ type }) => type === 'Archiving');
  const fails = archivingCondition(world, repositoryStatuses(world)).status === 'False';
  const failingSince = fails && before?.status === 'False' ? before.lastTransitionTime : failedAt;
  return {
    ...(lastArchivedWal === undefined ? {} : { lastArchivedWal }),
    ...(lastArchivedAt === undefined ? {} : { lastArchivedAt }),
    ...(failingSince === undefined ? {} : { failingSince }),
    queueLength,
  };
};
