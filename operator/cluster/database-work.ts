/** Asks the database desk for what a cluster needs of its running databases. */
import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import {
  authoritySecretName, monitoringSecretName, primaryServiceName, serverCertificateSecretName, systemSecretName, userSecretName,
} from '../../schema/naming/names.js';
import type { Key } from '../../kube/kube-object.js';
import { ensureApplication, type WantedApplication } from '../instance/ensure-application.js';
import { withInstance, type InstanceAddress } from '../instance/instance-session.js';
import { servedFingerprint } from '../instance/served-certificate.js';
import { readFacts } from '../instance/read-facts.js';
import { requireStream } from '../instance/require-stream.js';
import { ensureMonitoringRole } from '../monitoring/ensure-monitoring-role.js';
import { MONITORING_PASSWORD_KEY } from '../monitoring/exporter.js';
import { SUPERUSER, SYSTEM_SECRET_KEYS } from '../postgres/instance-layout.js';
import { databaseContainer, podReady, primaryOf } from './instance-health.js';
import type { ClusterLoop } from './loop.js';
import type { DatabaseKnowledge } from './observe.js';
import { databasesOf, usersOf } from './users.js';
import { secretNamed, secretText, type ClusterWorld, type ObservedInstance } from './world.js';

/** What the desk knows of a cluster. */
export const databaseKnowledge = ({ applications, facts, streams, configurations }: ClusterLoop, { namespace, name }: Key): DatabaseKnowledge => {
  const finding = applications.finding(`${namespace}/${name}`);
  return {
    facts: (pod) => facts.finding(pod)?.value,
    streams: (pod) => streams.finding(pod)?.value ?? (streams.finding(pod)?.state === 'failed' ? false : undefined),
    settings: (pod) => configurations.finding(pod)?.value,
    ready: finding?.value ?? (finding?.state === 'failed' ? false : undefined),
    error: finding?.error,
  };
};

/** How the running database of an instance is reached; undefined while something of that is missing. */
export const addressOf = (world: Pick<ClusterWorld, 'cluster' | 'secrets'>, { pod }: Pick<ObservedInstance, 'pod'>): InstanceAddress | undefined => {
  const { name } = world.cluster.metadata;
  const host = pod?.status?.podIP;
  const authority = secretText(secretNamed(world, authoritySecretName(name)), 'tls.crt');
  const password = secretText(secretNamed(world, systemSecretName(name)), SYSTEM_SECRET_KEYS.superuser);
  if (host === undefined || authority === undefined || password === undefined) return undefined;
  return { host, serverName: primaryServiceName(name), authority, password };
};

const wantedApplication = (world: ClusterWorld): WantedApplication | undefined => {
  const { name } = world.cluster.metadata;
  const users = usersOf(world).map((user) => ({
    name: user, password: secretText(secretNamed(world, userSecretName(name, user)), 'password') ?? '',
  }));
  return users.every(({ password }) => password !== '') ? { users, databases: databasesOf(world) } : undefined;
};

/** Asks for everything that the databases of a cluster need. Returns after how long to ask again. */
export const requestDatabaseWork = (loop: ClusterLoop, world: ClusterWorld): number | undefined => {
  const waits = world.instances.filter(({ pod }) => podReady(pod)).map((instance) => requestInstanceWork(loop, world, instance));
  const againMs = Math.min(...[...waits, requestApplication(loop, world)].map((wait) => wait ?? Infinity));
  return Number.isFinite(againMs) ? againMs : undefined;
};

const visitOf = (loop: ClusterLoop, { cluster: { metadata } }: ClusterWorld): (() => void) =>
  () => loop.visitSoon(metadata.namespace ?? '', metadata.name);

/** Asks what an instance says of itself, and has it load a certificate that was renewed. */
const requestInstanceWork = (loop: ClusterLoop, world: ClusterWorld, instance: ObservedInstance): number => {
  const address = addressOf(world, instance);
  const wanted = fingerprintOf(secretText(secretNamed(world, serverCertificateSecretName(world.cluster.metadata.name)), 'tls.crt'));
  const { uid = '' } = instance.pod?.metadata ?? {};
  if (address === undefined || wanted === undefined) return Infinity;
  const restarts = databaseContainer(instance.pod)?.restartCount;
  const run = `${uid} ${restarts} ${instance.member?.timeline}`;
  const visitSoon = visitOf(loop, world);
  loop.facts.request(uid, run, () => withInstance(address, SUPERUSER, readFacts), visitSoon);
  const waits = [loop.certificates.request(uid, `${restarts} ${wanted}`, () => loadCertificate(address, wanted), visitSoon)];
  if (instance.member?.role === 'replica') waits.push(loop.streams.request(uid, run, () => withInstance(address, SUPERUSER, requireStream), visitSoon));
  return Math.min(...waits.map((wait) => wait ?? Infinity));
};

const fingerprintOf = (pem: string | undefined): string | undefined => {
  try {
    return pem === undefined ? undefined : new X509Certificate(pem).fingerprint256;
  } catch {
    return undefined;
  }
};

/** Kubernetes brings a changed Secret into the pod when it likes; PostgreSQL reads it when told to. */
const loadCertificate = async (address: InstanceAddress, wanted: string): Promise<true> => {
  if (await servedFingerprint(address.host) === wanted) return true;
  await withInstance(address, SUPERUSER, (session) => session.query('SELECT pg_catalog.pg_reload_conf()'));
  throw new Error('the renewed certificate is not served yet');
};

/** Asks for the users and databases of the specification. */
const requestApplication = (loop: ClusterLoop, world: ClusterWorld): number | undefined => {
  const { name, namespace = '', uid } = world.cluster.metadata;
  const primary = primaryOf(world);
  const wanted = wantedApplication(world);
  const address = primary === undefined ? undefined : addressOf(world, primary);
  if (primary === undefined || address === undefined || wanted === undefined) return undefined;
  const monitoring = secretText(secretNamed(world, monitoringSecretName(name)), MONITORING_PASSWORD_KEY);
  const signature = createHash('sha256')
    .update(JSON.stringify([uid, primary.pod?.metadata.uid, primary.member?.timeline, wanted, monitoring])).digest('hex');
  return loop.applications.request(`${namespace}/${name}`, signature, async () => {
    await withInstance(address, SUPERUSER, async (session) => {
      await ensureApplication(session, wanted, () => randomBytes(16));
      if (monitoring !== undefined) await ensureMonitoringRole(session, monitoring, () => randomBytes(16));
    });
    return true as const;
  }, visitOf(loop, world));
};
