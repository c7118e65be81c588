/** Prepares the repositories of a cluster and looks at them, beside the loop. */
import { createHash } from 'node:crypto';
import { instanceHost, podName, repositoryName } from '../../schema/naming/names.js';
import { repositoriesOf } from '../../schema/resource/cluster-defaults.js';
import type { ExecResult, PodAccess } from '../../kube/client/kube-connection.js';
import type { Key } from '../../kube/kube-object.js';
import { withInstance } from '../instance/instance-session.js';
import { readArchiver, type ArchiverReading } from '../instance/read-archiver.js';
import { clusterDataDirectory, presentData } from '../restore/cluster-data.js';
import { SUPERUSER } from '../postgres/instance-layout.js';
import { parseBackrestInfo, type BackrestInfo } from '../postgres/backrest-info.js';
import { instanceArguments } from '../postgres/pgbackrest-config.js';
import { parseBackrestError } from '../postgres/pgbackrest-error.js';
import { BACKREST_CONTAINER, repositoryKey, STANZA } from '../postgres/pgbackrest-layout.js';
import { LIST_DUMPS_SCRIPT, MANIFESTS_MAX, parseDumps, READ_MANIFESTS_SCRIPT, withManifests } from '../postgres/stored-dump.js';
import { restorePointsIn } from '../postgres/stored-restore-point.js';
import { isStandby } from '../standby/standby-config.js';
import { addressOf } from './database-work.js';
import { podReady, primaryOf } from './instance-health.js';
import { lookTurn } from './look-turn.js';
import type { Pace } from './pace.js';
import type { RepositoryDesks, RepositoryWork } from './repository-desks.js';
import { followArchive, newestInAll, type RepositoryLook } from './repository-look.js';
import type { ClusterWorld, RepositoryKnowledge } from './world.js';

/** Longest time for a command in the repositories' host, in milliseconds. */
const COMMAND_TIMEOUT_MS = 120_000;
/** A storage service that does not answer is given up before the command is: one that goes on would hold pgBackRest's lock. */
const SOON = '--io-timeout=15';

/** Runs pgBackRest in the repositories' host of a cluster. Rejects with what it says when it fails. */
export const runInRepository = async (pods: Pick<PodAccess, 'exec'>, { namespace, name }: Key, command: readonly string[]): Promise<ExecResult> => {
  const result = await pods.exec({ namespace, name: podName(repositoryName(name)) }, { container: BACKREST_CONTAINER, command, timeoutMs: COMMAND_TIMEOUT_MS });
  if (result.exitCode === 0) return result;
  const { message } = parseBackrestError(`${result.stdout}\n${result.stderr}`) ?? { message: `${command[0] ?? 'the command'} ended with exit code ${result.exitCode}.` };
  throw new Error(message);
};

/** What the desks know of a cluster's repositories. */
export const repositoryKnowledge = ({ stanzas, looks }: RepositoryDesks, { namespace, name }: Key): RepositoryKnowledge => {
  const [stanza, look] = [stanzas.finding(`${namespace}/${name}`), looks.finding(`${namespace}/${name}`)];
  return {
    isStanzaReady: stanza?.value,
    ...(stanza?.state === 'failed' && stanza.error !== undefined ? { stanzaError: stanza.error } : {}),
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
  const againMs = work.stanzas.request(subject, signature, () => prepareRepositories(work.pods, key, target), visitSoon);
  if (work.stanzas.finding(subject)?.state !== 'done') return againMs;
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
  return lookAgainMs ?? turn.nextMs;
};

/** Makes the stanza in every repository and proves that WAL gets there. All of it may be done again at any time. */
const prepareRepositories = async (pods: Pick<PodAccess, 'exec'>, key: Key, target: readonly string[]): Promise<true> => {
  try {
    await runInRepository(pods, key, ['pgbackrest', SOON, ...target, 'stanza-create']);
  } catch (error) {
    // Kept backups of an earlier cluster of the name: the stanza learns of the new database, the old backups stay.
    if (!(error instanceof Error && /do not match|does not match|stanza-upgrade/.test(error.message))) throw error;
    await runInRepository(pods, key, ['pgbackrest', SOON, ...target, 'stanza-upgrade']);
  }
  await runInRepository(pods, key, ['pgbackrest', SOON, ...target, 'check']);
  return true;
};

const lookAtRepositories = async ({ pods, looks, clock }: RepositoryWork, world: ClusterWorld): Promise<RepositoryLook> => {
  const { metadata: { name, namespace = '' } } = world.cluster;
  const seenAtMs = clock.now();
  const primary = primaryOf(world);
  const address = primary === undefined ? undefined : addressOf(world, primary);
  // Archived is only what was so before the repositories were read.
  const reading = address === undefined ? undefined : await withInstance(address, SUPERUSER, readArchiver);
  const before = looks.finding(`${namespace}/${name}`)?.value;
  const read = await readRepositories(pods, { namespace, name }, repositoriesOf(world.spec).map((repository) => String(repositoryKey(repository.name))), before);
  const { info } = read;
  const moment = reading === undefined ? undefined : { at: reading.at, wal: reading.wal };
  const { leaderWalPosition: walPosition } = world.patroni;
  return { seenAtMs, ...read, ...(walPosition === undefined ? {} : { walPosition }), ...(reading === undefined ? {} : { archiver: { ...reading, ...lastWal(reading, info) } }), ...followArchive(before, moment, info) };
};

/** What was archived last may be no WAL file but a note on a backup or a timeline: the newest WAL in the repositories is then the last. */
const lastWal = ({ lastArchivedWal, lastArchivedAt }: ArchiverReading, info: BackrestInfo): { readonly lastArchivedWal?: string } => {
  const wal = lastArchivedWal ?? (lastArchivedAt === undefined ? undefined : newestInAll(info));
  return wal === undefined ? {} : { lastArchivedWal: wal };
};

const LISTING_BEGINS = '\n--dumps--\n';
/** What pgBackRest knows, and after it the listing of the dumps. */
const READ_SCRIPT = `pgbackrest ${SOON} --log-level-console=off --output=json info || exit $?
printf '\\n--dumps--\\n'
${LIST_DUMPS_SCRIPT}`;

const readRepositories = async (pods: Pick<PodAccess, 'exec'>, key: Key, repositories: readonly string[], before: RepositoryLook | undefined): Promise<Pick<RepositoryLook, 'info' | 'dumps' | 'points'>> => {
  const { stdout } = await runInRepository(pods, key, ['sh', '-c', READ_SCRIPT, 'look', ...repositories]);
  const [infoText = '', listing = ''] = stdout.split(LISTING_BEGINS);
  const info = parseBackrestInfo(infoText, STANZA);
  if (info === undefined) throw new Error('pgBackRest said nothing of the repositories.');
  const dumps = parseDumps(listing, before?.dumps);
  const points = restorePointsIn(listing, before?.points ?? []);
  const unread = dumps.unread.slice(0, MANIFESTS_MAX).flatMap(({ repository, label }) => [String(repository), label]);
  if (unread.length === 0) return { info, dumps, points };
  const manifests = await runInRepository(pods, key, ['sh', '-c', READ_MANIFESTS_SCRIPT, 'look', ...unread]);
  return { info, dumps: withManifests(dumps, manifests.stdout), points };
};
