import { clusterCondition, type ClusterConditionDraft } from './condition-draft.js';
import { kubeTime } from '../../kube/kube-time.js';
import type { BackupsStatus, RepositoryStatus } from '../../schema/resource/cluster-backups.js';
import { RESTORE_POINTS_MAX } from '../../schema/restore/restore-point-name.js';
import { repositoriesOf } from '../../schema/resource/cluster-defaults.js';
import type { ClusterConditionType } from '../../schema/resource/cluster-conditions.js';
import { repositoryKey } from '../postgres/pgbackrest-layout.js';
import { isStandby } from '../standby/standby-config.js';
import { isUpTo, newestInAll, type RepositoryLook } from './repository-look.js';
import type { ClusterWorld } from './world.js';

/** Waiting WAL files from which on archiving is called too slow. */
const QUEUE_LENGTH_MAX = 32;
/** What pgBackRest says of a repository that is well but has no backup yet. */
const NO_BACKUPS_CODE = 2;

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
  return [repositoriesCondition(world), archivingCondition(world)];
};

const repositoriesCondition = (world: ClusterWorld): ClusterConditionDraft => {
  const { stanzaError, lookError, look, isStanzaReady } = world.repositories ?? {};
  if (stanzaError !== undefined) return clusterCondition('RepositoriesReady', 'False', 'RepositoryUnavailable', `A repository cannot be prepared: ${stanzaError}`);
  if (lookError !== undefined) return clusterCondition('RepositoriesReady', 'False', 'RepositoryUnavailable', `The repositories cannot be read: ${lookError}`);
  if (look === undefined || isStanzaReady !== true) return earlier(world, 'RepositoriesReady') ?? clusterCondition('RepositoriesReady', 'Unknown', 'Creating', 'The repositories are being prepared.');
  const broken = repositoryStatuses(world, look).find(({ healthy }) => !healthy);
  if (broken !== undefined) return clusterCondition('RepositoriesReady', 'False', 'RepositoryUnavailable', `${broken.name}: ${broken.message}`);
  const backups = look.info.backups.length + look.dumps.dumps.length;
  return clusterCondition('RepositoriesReady', 'True', 'AsDesired', backups === 0 ? 'The repositories are ready; there is no backup yet.' : `The repositories are ready, with ${backups} ${backups === 1 ? 'backup' : 'backups'}.`);
};

/** What stands until someone has looked: an operator that has just begun knows nothing of its own. */
const earlier = ({ cluster }: ClusterWorld, type: ClusterConditionType): ClusterConditionDraft | undefined =>
  cluster.status?.conditions?.find((one) => one.type === type && one.reason !== 'BackupsDisabled' && one.reason !== 'Stopped' && one.reason !== 'Following') as ClusterConditionDraft | undefined;

const archivingCondition = (world: ClusterWorld): ClusterConditionDraft => {
  const { look, stanzaError } = world.repositories ?? {};
  if (stanzaError !== undefined) return clusterCondition('Archiving', 'False', 'ArchivingFails', 'WAL waits on the instances until the repositories can be used.');
  const archiver = look?.archiver;
  if (look === undefined || archiver === undefined) return earlier(world, 'Archiving') ?? clusterCondition('Archiving', 'Unknown', 'Creating', 'No WAL has been archived yet.');
  const { queueLength, lastArchivedWal } = archiver;
  const newest = newestInAll(look.info);
  if (lastArchivedWal !== undefined && newest !== undefined && !isUpTo(lastArchivedWal, newest)) {
    return clusterCondition('Archiving', 'False', 'ArchivingFails', `WAL was dropped before it was archived, because too much waited: up to ${lastArchivedWal}, while the repositories have ${newest}. Make a full backup.`);
  }
  if (archiver.failedAt !== undefined) {
    return clusterCondition('Archiving', 'False', 'ArchivingFails', `WAL cannot be archived; ${queueLength} ${queueLength === 1 ? 'file waits' : 'files wait'} on the primary's volume.`);
  }
  if (queueLength > QUEUE_LENGTH_MAX) return clusterCondition('Archiving', 'False', 'ArchivingFails', `Archiving is slower than WAL is written: ${queueLength} files wait.`);
  if (lastArchivedWal === undefined) return clusterCondition('Archiving', 'Unknown', 'Creating', 'No WAL has been archived yet.');
  return clusterCondition('Archiving', 'True', 'AsDesired', 'WAL is archived continuously.');
};

const storedIn = (look: RepositoryLook | undefined, key: number): readonly { readonly repositoryBytes: number }[] =>
  (look === undefined ? [] : [...look.info.backups, ...look.dumps.dumps].filter(({ repository }) => repository === key));

const repositoryStatuses = ({ spec, repositories }: ClusterWorld, look: RepositoryLook | undefined): RepositoryStatus[] => repositoriesOf(spec).map(({ name, type }) => {
  const key = repositoryKey(name);
  const seen = look?.info.repositories.find((one) => one.key === key);
  const own = storedIn(look, key);
  const trouble = repositories?.stanzaError ?? repositories?.lookError;
  if (seen === undefined || trouble !== undefined) return { name, type, healthy: false, message: trouble ?? 'It is being prepared.', ...(own.length === 0 ? {} : { backups: own.length }) };
  const healthy = seen.code === 0 || seen.code === NO_BACKUPS_CODE;
  return {
    name, type, healthy, message: healthy ? (own.length === 0 ? 'It has no backup yet.' : 'It can be used.') : `${seen.message}.`,
    usedBytes: own.reduce((sum, { repositoryBytes }) => sum + repositoryBytes, 0), backups: own.length,
  };
});

/** pgBackRest tells whole seconds; only the second after is safe. */
const SECOND_MS = 1000;

/** What the status of a cluster says of its backups. */
export const backupsStatus = (world: ClusterWorld): BackupsStatus | undefined => {
  if (repositoriesOf(world.spec).length === 0) return undefined;
  const { look } = world.repositories ?? {};
  const before = world.cluster.status?.backups;
  if (look === undefined) return before ?? { repositories: repositoryStatuses(world, undefined) };
  const window = windowOf(look, before);
  const archive = look.archiver === undefined ? before?.archive : archiveOf(world, look.archiver);
  return {
    repositories: repositoryStatuses(world, look),
    ...(window === undefined ? {} : { recoveryWindow: window }),
    ...(archive === undefined ? {} : { archive }),
    ...pointsOf(look),
  };
};

const windowOf = ({ info, archivedUntil = '' }: RepositoryLook, before: BackupsStatus | undefined): BackupsStatus['recoveryWindow'] => {
  const oldest = info.backups[0];
  if (oldest === undefined) return undefined;
  const newestEndMs = Math.max(0, ...info.backups.map(({ stoppedAtMs }) => stoppedAtMs + SECOND_MS));
  const latest = [archivedUntil, before?.recoveryWindow?.latest ?? '', kubeTime(newestEndMs)].sort().at(-1);
  return { earliest: kubeTime(oldest.stoppedAtMs + SECOND_MS), ...(latest === undefined ? {} : { latest }) };
};

/** Those that a backup leads to, whatever repository they are in. */
const pointsOf = ({ info, points }: RepositoryLook): Pick<BackupsStatus, 'restorePoints'> => {
  const oldest = info.backups[0];
  const reachable = new Map(points.filter(({ at }) => oldest !== undefined && Date.parse(at) >= oldest.stoppedAtMs).map(({ name, at, lsn }) => [name, { name, at, lsn }]));
  return reachable.size === 0 ? {} : { restorePoints: [...reachable.values()].slice(-RESTORE_POINTS_MAX) };
};

const archiveOf = (world: ClusterWorld, { lastArchivedWal, lastArchivedAt, failedAt, queueLength }: NonNullable<RepositoryLook['archiver']>): BackupsStatus['archive'] => {
  const archiving = world.cluster.status?.conditions?.find(({ type }) => type === 'Archiving');
  const failingSince = failedAt === undefined || archiving?.status !== 'False' ? failedAt : archiving.lastTransitionTime;
  return {
    ...(lastArchivedWal === undefined ? {} : { lastArchivedWal }),
    ...(lastArchivedAt === undefined ? {} : { lastArchivedAt }),
    ...(failingSince === undefined ? {} : { failingSince }),
    queueLength,
  };
};
