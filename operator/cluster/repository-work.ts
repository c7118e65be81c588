/** Prepares the repositories of a cluster and looks at them, beside the loop. */
import { createHash } from 'node:crypto';
import { instanceHost, podName, repositoryName } from '../../schema/naming/names.js';
import { repositoriesOf } from '../../schema/resource/cluster-defaults.js';
import type { Key } from '../../kube/kube-object.js';
import type { Finding } from '../instance/database-desk.js';
import { withInstance } from '../instance/instance-session.js';
import { readArchiver, type ArchiverReading } from '../instance/read-archiver.js';
import { clusterDataDirectory, presentData } from '../restore/cluster-data.js';
import { SUPERUSER } from '../postgres/instance-layout.js';
import type { BackrestInfo } from '../postgres/backrest-info.js';
import { instanceArguments } from '../postgres/pgbackrest-config.js';
import { repositoryKey } from '../postgres/pgbackrest-layout.js';
import { isStandby } from '../standby/standby-config.js';
import { addressOf } from './database-work.js';
import { podReady, primaryOf } from './instance-health.js';
import { lookTurn } from './look-turn.js';
import type { Pace } from './pace.js';
import { prepareRepositories } from './prepare-repositories.js';
import { readRepositories } from './read-repositories.js';
import type { RepositoryDesks, RepositoryWork } from './repository-desks.js';
import { followArchive, newestInAny, type RepositoryLook } from './repository-look.js';
import type { ClusterWorld, RepositoryFaults, RepositoryKnowledge } from './world.js';

/** What the desks know of a cluster's repositories. */
export const repositoryKnowledge = ({ stanzas, looks }: RepositoryDesks, { namespace, name }: Key): RepositoryKnowledge => {
  const [stanza, look] = [stanzas.finding(`${namespace}/${name}`), looks.finding(`${namespace}/${name}`)];
  const unprepared = stanza?.cause as RepositoryFaults | undefined;
  return {
    isStanzaReady: stanza?.value,
    ...(unprepared === undefined ? {} : { unprepared }),
    ...(look?.value === undefined ? {} : { look: look.value }),
    ...(look?.state === 'failed' && look.error !== undefined ? { lookError: look.error } : {}),
  };
};

/** Forgets a cluster that is gone. */
export const forgetRepositories = ({ stanzas, looks, requests }: RepositoryWork, { namespace, name }: Key): void => {
  stanzas.forget(`${namespace}/${name}`);
  looks.forget(`${namespace}/${name}`);
  requests.forget(namespace, name);
};

/** Asks for what the repositories of a cluster need: they and the archiver are looked at in turns. Returns after how long to ask again. */
export const requestRepositoryWork = (work: RepositoryWork, world: ClusterWorld, { pace, visitSoon }: { readonly pace: Pace; readonly visitSoon: () => void }): number | undefined => {
  const { metadata: { name, namespace = '', uid } } = world.cluster;
  const subject = `${namespace}/${name}`;
  const repositories = repositoriesOf(world.spec);
  const primary = isStandby(world) ? undefined : primaryOf(world);
  const host = world.owned.find(({ kind, metadata }) => kind === 'Pod' && metadata.name === podName(repositoryName(name)));
  if (repositories.length === 0 || primary === undefined || !podReady(primary.pod) || host === undefined || !podReady(host)) return undefined;
  const signature = createHash('sha256').update(JSON.stringify([uid, repositories, presentData(world).id])).digest('hex');
  const key = { namespace, name };
  const target = instanceArguments(1, instanceHost(name, podName(primary.name), namespace), clusterDataDirectory(world, world.spec.postgresVersion));
  const keys = repositories.map((repository) => repositoryKey(repository.name));
  const againMs = work.stanzas.request(subject, signature, () => prepareRepositories(work.pods, key, { repositories: keys, target }), visitSoon);
  if (!isSomePrepared(work.stanzas.finding(subject), keys)) return againMs;
  const before = work.looks.finding(subject);
  const { everyMs, ...turn } = lookTurn({
    subject: uid ?? '', look: before?.value, hasFailed: before?.state === 'failed', position: world.patroni.leaderWalPosition, pace, nowMs: work.clock.now(),
  });
  const jobs = world.owned.filter(({ kind, status }: { kind: string; status?: { conditions?: readonly unknown[] } }) => kind === 'Job' && (status?.conditions?.length ?? 0) > 0).map(({ metadata }) => metadata.uid);
  const round = `${signature} ${work.requests.round(namespace, name)} ${everyMs} ${turn.number} ${createHash('sha256').update(jobs.sort().join()).digest('hex').slice(0, 16)}`;
  const lookAgainMs = work.looks.request(subject, round, () => lookAtRepositories(work, world), () => {
    visitSoon();
    work.onLook(namespace, name);
  });
  return Math.min(againMs ?? Infinity, lookAgainMs ?? turn.nextMs);
};

const isSomePrepared = (finding: Finding<true> | undefined, keys: readonly number[]): boolean => {
  const faults = finding?.cause as RepositoryFaults | undefined;
  return finding?.state === 'done' || (faults !== undefined && keys.some((key) => faults[key] === undefined));
};

const lookAtRepositories = async ({ pods, looks, clock }: RepositoryWork, world: ClusterWorld): Promise<RepositoryLook> => {
  const { metadata: { name, namespace = '' } } = world.cluster;
  const seenAtMs = clock.now();
  const primary = primaryOf(world);
  const address = primary === undefined ? undefined : addressOf(world, primary);
  // Archived is only what was so before the repositories were read.
  const reading = address === undefined ? undefined : await withInstance(address, SUPERUSER, readArchiver);
  const before = looks.finding(`${namespace}/${name}`)?.value;
  const read = await readRepositories(pods, { namespace, name }, { repositories: repositoriesOf(world.spec).map((repository) => String(repositoryKey(repository.name))), before });
  const { info } = read;
  const moment = reading === undefined ? undefined : { at: reading.at, wal: reading.wal };
  const { leaderWalPosition: walPosition } = world.patroni;
  return { seenAtMs, ...read, ...(walPosition === undefined ? {} : { walPosition }), ...(reading === undefined ? {} : { archiver: { ...reading, ...lastWal(reading, info) } }), ...followArchive(before, moment, read) };
};

/** What was archived last may be no WAL file but a note on a backup or a timeline: the newest WAL in the repositories is then the last. */
const lastWal = ({ lastArchivedWal, lastArchivedAt }: ArchiverReading, info: BackrestInfo): { readonly lastArchivedWal?: string } => {
  const wal = lastArchivedWal ?? (lastArchivedAt === undefined ? undefined : newestInAny(info));
  return wal === undefined ? {} : { lastArchivedWal: wal };
};
