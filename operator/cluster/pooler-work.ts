import { createHash, randomBytes } from 'node:crypto';
import type { Key } from '../../kube/kube-object.js';
import { secretText } from '../../kube/secret-text.js';
import { poolerSecretName } from '../../schema/naming/names.js';
import { poolerOf } from '../../schema/resource/cluster-pooler.js';
import { addressOf } from './database-work.js';
import { podReady, primaryOf } from './instance-health.js';
import type { ClusterLoop } from './loop.js';
import { turnIf } from './pace.js';
import { secretNamed, type ClusterWorld, type PoolerKnowledge } from './world.js';
import { withInstance } from '../instance/instance-session.js';
import { dropPoolerLogin, ensurePoolerLogin } from '../database/ensure-pooler-login.js';
import { POOLER_PASSWORD_KEY } from '../postgres/pooler-layout.js';

/** How often it is looked for databases that others have made without the function, in milliseconds. */
const LOOK_AGAIN_MS = 15 * 60_000;
const lookMs = (isWanted: boolean): number | undefined => (isWanted ? LOOK_AGAIN_MS : undefined);

/** What is known of the login of a cluster's pooler. */
export const poolerKnowledge = ({ poolers }: ClusterLoop, { namespace, name }: Key): PoolerKnowledge => {
  const finding = poolers.finding(`${namespace}/${name}`);
  return {
    ...(finding?.value === undefined ? {} : { isSettled: finding.value }),
    ...(finding?.error === undefined ? {} : { error: finding.error }),
  };
};

/**
 * Asks for the login that the pooler looks passwords up with, or for its end where there is no pooler: whatever its
 * databases are, whenever they change. Returns after how long to ask again.
 */
export const requestPoolerWork = (loop: ClusterLoop, world: ClusterWorld): number | undefined => {
  const { name, namespace = '', uid } = world.cluster.metadata;
  const primary = primaryOf(world);
  const address = primary === undefined ? undefined : addressOf(world, primary);
  if (primary === undefined || address === undefined || !podReady(primary.pod)) return undefined;
  const isWanted = poolerOf(world.spec) !== undefined;
  const password = secretText(secretNamed(world, poolerSecretName(name)), POOLER_PASSWORD_KEY);
  if (isWanted && password === undefined) return undefined;
  // The databases are made beside this: when that has ended, it is looked for those that are new.
  const databases = isWanted ? loop.applications.finding(`${namespace}/${name}`) : undefined;
  const turn = turnIf(`${uid}`, lookMs(isWanted), loop.clock.now());
  const wanted = JSON.stringify([uid, primary.pod?.metadata.uid, primary.member?.timeline, isWanted && password, databases?.state === 'done' && databases.signature, turn.number]);
  const open = <T>(database: string, work: Parameters<typeof withInstance<T>>[2]): Promise<T> => withInstance(address, database, work);
  const againMs = loop.poolers.request(
    `${namespace}/${name}`, createHash('sha256').update(wanted).digest('hex'),
    () => (isWanted && password !== undefined ? ensurePoolerLogin(open, password, () => randomBytes(16)) : dropPoolerLogin(open)),
    () => loop.visitSoon(namespace, name),
  );
  return Math.min(againMs ?? Infinity, turn.nextMs);
};
