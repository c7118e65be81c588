/** Asks the database desk for what a cluster needs of its running databases. */
import { remember } from '../../kube/remember.js';
import { secretText } from '../../kube/secret-text.js';
import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import {
  monitoringSecretName, primaryServiceName, systemSecretName,
} from '../../schema/naming/names.js';
import { specDatabases, specUsers } from '../../schema/database/known-access.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { Key } from '../../kube/kube-object.js';
import { ensureAccess } from '../database/ensure-access.js';
import { databaseSubject, userSubject, type AccessFault, type AccessOutcome } from '../database/wanted-access.js';
import type { Finding } from '../instance/database-desk.js';
import { withInstance, type InstanceAddress } from '../instance/instance-session.js';
import { servedFingerprint } from '../instance/served-certificate.js';
import { readFacts } from '../instance/read-facts.js';
import { NOT_STREAMING, requireStream } from '../instance/require-stream.js';
import { ensureMonitoringRole } from '../monitoring/ensure-monitoring-role.js';
import { MONITORING_PASSWORD_KEY } from '../monitoring/exporter.js';
import { SUPERUSER, SYSTEM_SECRET_KEYS } from '../postgres/instance-layout.js';
import { servedCertificate, worldAuthority } from './given-certificate.js';
import { databaseContainer, isBehind, podReady, primaryOf } from './instance-health.js';
import type { ClusterLoop } from './loop.js';
import type { DatabaseKnowledge } from './observe.js';
import { readReceiver } from '../standby/read-receiver.js';
import { isStandby } from '../standby/standby-config.js';
import { turnIf } from './pace.js';
import { READ_AGAIN_MS } from './passwords.js';
import { requestReplication } from './replication-work.js';
import { wantedAccess } from './wanted-access.js';
import { secretNamed, type ClusterWorld, type ObservedInstance } from './world.js';

/** What the desk knows of a cluster. */
export const databaseKnowledge = ({ cache, applications, facts, streams, configurations, keptData, replication, receivers, volumes }: ClusterLoop, { namespace, name }: Key): DatabaseKnowledge => {
  const finding = applications.finding(`${namespace}/${name}`);
  const cluster = cache.get(POSTGRES_CLUSTER, { namespace, name });
  const faults = finding?.value === undefined || cluster === undefined ? undefined : specFaults(cluster, finding.value);
  return {
    facts: (pod) => facts.finding(pod)?.value,
    streams: (pod) => isStreaming(streams.finding(pod)),
    settings: (pod) => configurations.finding(pod)?.value,
    kept: (pod) => keptData.finding(pod)?.value,
    usage: (pod) => volumes.finding(pod)?.value ?? undefined,
    replication: replication.finding(`${namespace}/${name}`)?.value,
    receiver: receivers.finding(`${namespace}/${name}`)?.value,
    ready: faults === undefined ? (finding?.state === 'failed' ? false : undefined) : faults.length === 0,
    error: finding?.error ?? faults?.[0]?.message,
  };
};

/** What a replica said last stands while it is asked again, and where it cannot be asked. */
const isStreaming = (finding: Finding<true> | undefined): boolean | undefined =>
  (finding?.cause === NOT_STREAMING ? false : finding?.value ?? (finding?.state === 'failed' ? false : undefined));

/** What keeps users and databases of the specification itself from being there. */
const specFaults = (cluster: PostgresCluster, outcome: AccessOutcome): AccessFault[] => [
  ...specUsers(cluster).map(userSubject), ...specDatabases(cluster).map(({ name }) => databaseSubject(name)),
].flatMap((subject) => {
  const fault = outcome.get(subject)?.fault;
  return fault === undefined ? [] : [fault];
});

/** How the running database of an instance is reached; undefined while something of that is missing. */
export const addressOf = (world: Pick<ClusterWorld, 'cluster' | 'secrets'>, { pod }: Pick<ObservedInstance, 'pod'>): InstanceAddress | undefined => {
  const { name } = world.cluster.metadata;
  const host = pod?.status?.podIP;
  const authority = worldAuthority(world);
  const password = secretText(secretNamed(world, systemSecretName(name)), SYSTEM_SECRET_KEYS.superuser);
  if (host === undefined || authority === undefined || password === undefined) return undefined;
  return { host, serverName: primaryServiceName(name), authority, password };
};

/** Asks for everything that the databases of a cluster need. Returns after how long to ask again. */
export const requestDatabaseWork = (loop: ClusterLoop, world: ClusterWorld): number | undefined => {
  const waits = world.instances.filter(({ pod }) => podReady(pod)).map((instance) => requestInstanceWork(loop, world, instance));
  const others = [requestApplication(loop, world), passwordsAgain(loop, world), requestReplication(loop, world, visitOf(loop, world)), requestReceiver(loop, world)];
  const againMs = Math.min(...[...waits, ...others].map((wait) => wait ?? Infinity));
  return Number.isFinite(againMs) ? againMs : undefined;
};

const visitOf = (loop: ClusterLoop, { cluster: { metadata } }: ClusterWorld): (() => void) =>
  () => loop.visitSoon(metadata.namespace ?? '', metadata.name);

/** How often a replica that is behind is asked whether it streams, in milliseconds. */
const STREAM_LOOK_MS = 15_000;

/** Asks what an instance says of itself, and has it load a certificate that was renewed. */
const requestInstanceWork = (loop: ClusterLoop, world: ClusterWorld, instance: ObservedInstance): number => {
  const address = addressOf(world, instance);
  const wanted = fingerprintOf(servedCertificate(world) ?? '');
  const { uid = '' } = instance.pod?.metadata ?? {};
  if (address === undefined || wanted === undefined) return Infinity;
  const restarts = databaseContainer(instance.pod)?.restartCount;
  const run = `${uid} ${restarts} ${instance.member?.timeline}`;
  const visitSoon = visitOf(loop, world);
  loop.facts.request(uid, run, () => withInstance(address, SUPERUSER, readFacts), visitSoon);
  const waits = [loop.certificates.request(uid, `${restarts} ${wanted}`, () => loadCertificate(address, wanted), visitSoon)];
  // PostgreSQL may have been restarted without that anything else shows it: one that is behind is asked again.
  const streamTurn = turnIf(uid, isBehind(world, instance) ? STREAM_LOOK_MS : undefined, loop.clock.now()).number;
  if (instance.member?.role === 'replica') waits.push(loop.streams.request(uid, `${run} ${streamTurn}`, () => withInstance(address, SUPERUSER, requireStream), visitSoon));
  return Math.min(...waits.map((wait) => wait ?? Infinity));
};

/** Certificates whose fingerprints are remembered. */
const CERTIFICATES_MAX = 5_000;

const fingerprintOf = remember(CERTIFICATES_MAX, (pem): string | undefined => {
  try {
    return new X509Certificate(pem).fingerprint256;
  } catch {
    return undefined;
  }
});

/** Kubernetes brings a changed Secret into the pod when it likes; PostgreSQL reads it when told to. */
const loadCertificate = async (address: InstanceAddress, wanted: string): Promise<true> => {
  if (await servedFingerprint(address.host) === wanted) return true;
  await withInstance(address, SUPERUSER, (session) => session.query('SELECT pg_catalog.pg_reload_conf()'));
  throw new Error('the renewed certificate is not served yet');
};

/** How often the leader of a standby is asked what it receives, in milliseconds. */
const RECEIVER_LOOK_MS = 5_000;

/** Asks the leader of a standby cluster how it follows. */
const requestReceiver = (loop: ClusterLoop, world: ClusterWorld): number | undefined => {
  const leader = primaryOf(world);
  const address = leader === undefined || !isStandby(world) ? undefined : addressOf(world, leader);
  if (address === undefined) return undefined;
  const { name, namespace = '' } = world.cluster.metadata;
  const signature = `${leader?.pod?.metadata.uid} ${Math.floor(loop.clock.now() / RECEIVER_LOOK_MS)}`;
  return loop.receivers.request(`${namespace}/${name}`, signature, () => withInstance(address, SUPERUSER, readReceiver), visitOf(loop, world)) ?? RECEIVER_LOOK_MS;
};

/** How often it is looked whether someone else has changed users or databases, in milliseconds. */
const LOOK_AGAIN_MS = 15 * 60_000;
/** How often something that PostgreSQL refused is tried again, in milliseconds. */
const RETRY_MS = 60_000;

const hasFaults = (outcome: AccessOutcome | undefined): boolean => outcome !== undefined && [...outcome.values()].some(({ fault }) => fault !== undefined);

/** When to read passwords again that come from Secrets of others: soon while one could not be read. */
const passwordsAgain = ({ passwords }: ClusterLoop, world: ClusterWorld): number | undefined => {
  const given = world.users.filter(({ spec }) => spec.password?.secret !== undefined);
  if (given.some(({ metadata }) => passwords.finding(metadata.uid ?? '')?.state === 'failed')) return RETRY_MS;
  return given.length > 0 ? READ_AGAIN_MS : undefined;
};

/** How often users and databases are looked at. A cluster with nothing but its first user and database is not looked at again. */
const accessLookMs = ({ users, databases }: ClusterWorld, outcome: AccessOutcome | undefined): number | undefined =>
  (hasFaults(outcome) ? RETRY_MS : users.length + databases.length > 0 ? LOOK_AGAIN_MS : undefined);

/** Asks for the users and databases that there shall be. */
const requestApplication = (loop: ClusterLoop, world: ClusterWorld): number | undefined => {
  const { name, namespace = '', uid } = world.cluster.metadata;
  const subject = `${namespace}/${name}`;
  // What a standby has is what the other one has.
  const primary = isStandby(world) ? undefined : primaryOf(world);
  const wanted = wantedAccess(world);
  const address = primary === undefined ? undefined : addressOf(world, primary);
  if (primary === undefined || address === undefined || wanted === undefined) return undefined;
  const monitoring = secretText(secretNamed(world, monitoringSecretName(name)), MONITORING_PASSWORD_KEY);
  const everyMs = accessLookMs(world, loop.applications.finding(subject)?.value);
  const turn = turnIf(`${uid}`, everyMs, loop.clock.now());
  const content = createHash('sha256').update(JSON.stringify([uid, primary.pod?.metadata.uid, primary.member?.timeline, wanted, monitoring])).digest('hex');
  const againMs = loop.applications.request(subject, `${content} ${everyMs} ${turn.number}`, async () => {
    if (monitoring !== undefined) await withInstance(address, SUPERUSER, (session) => ensureMonitoringRole(session, monitoring, () => randomBytes(16)));
    return ensureAccess((database, work) => withInstance(address, database, work), wanted, () => randomBytes(16));
  }, visitOf(loop, world));
  return Math.min(againMs ?? Infinity, turn.nextMs);
};
