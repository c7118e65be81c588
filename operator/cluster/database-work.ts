/** Asks the database desk for what a cluster needs of its running databases. */
import { createHash, randomBytes } from 'node:crypto';
import { authoritySecretName, primaryServiceName, systemSecretName, userSecretName } from '../../schema/naming/names.js';
import type { Key } from '../../kube/kube-object.js';
import { ensureApplication, type WantedApplication } from '../instance/ensure-application.js';
import { withInstance, type InstanceAddress } from '../instance/instance-session.js';
import { readFacts } from '../instance/read-facts.js';
import { SUPERUSER, SYSTEM_SECRET_KEYS } from '../postgres/instance-layout.js';
import { databaseContainer, podReady, primaryOf } from './instance-health.js';
import type { ClusterLoop } from './loop.js';
import type { DatabaseKnowledge } from './observe.js';
import { databasesOf, usersOf } from './users.js';
import { secretNamed, secretText, type ClusterWorld, type ObservedInstance } from './world.js';

/** What the desk knows of a cluster. */
export const databaseKnowledge = ({ applications, facts }: ClusterLoop, { namespace, name }: Key): DatabaseKnowledge => {
  const finding = applications.finding(`${namespace}/${name}`);
  return {
    facts: (pod) => facts.finding(pod)?.value,
    ready: finding?.value ?? (finding?.state === 'failed' ? false : undefined),
    error: finding?.error,
  };
};

const addressOf = (world: ClusterWorld, { pod }: ObservedInstance): InstanceAddress | undefined => {
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

/** Asks for users and databases, and for the facts of each instance. Returns after how long to ask again. */
export const requestDatabaseWork = (loop: ClusterLoop, world: ClusterWorld): number | undefined => {
  const { name, namespace = '' } = world.cluster.metadata;
  const visit = (): void => loop.visitSoon(namespace, name);
  for (const instance of world.instances.filter(({ pod }) => podReady(pod))) {
    const address = addressOf(world, instance);
    const { uid = '' } = instance.pod?.metadata ?? {};
    if (address === undefined) continue;
    const signature = `${uid} ${databaseContainer(instance.pod)?.restartCount} ${instance.member?.timeline}`;
    loop.facts.request(uid, signature, () => withInstance(address, SUPERUSER, readFacts), visit);
  }
  const primary = primaryOf(world);
  const wanted = wantedApplication(world);
  const address = primary === undefined ? undefined : addressOf(world, primary);
  if (primary === undefined || address === undefined || wanted === undefined) return undefined;
  const signature = createHash('sha256')
    .update(JSON.stringify([world.cluster.metadata.uid, primary.pod?.metadata.uid, primary.member?.timeline, wanted])).digest('hex');
  return loop.applications.request(`${namespace}/${name}`, signature, async () => {
    await withInstance(address, SUPERUSER, (session) => ensureApplication(session, wanted, () => randomBytes(16)));
    return true as const;
  }, visit);
};
