/** Holds and lets go of resources of users and databases, and writes their statuses. */
import { kubeTime } from '../../kube/kube-time.js';
import { isDeepStrictEqual } from 'node:util';
import { specUsers } from '../../schema/database/known-access.js';
import { roleName } from '../../schema/database/role-name.js';
import { FINALIZER_ACCESS, MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { API_VERSION, userSecretName } from '../../schema/naming/names.js';
import type { PostgresDatabase } from '../../schema/resource/postgres-database.js';
import type { PostgresUser } from '../../schema/resource/postgres-user.js';
import { SECRET } from '../../kube/core-kinds.js';
import { ignoreGone } from '../../kube/kube-error.js';
import type { Key, Kind } from '../../kube/kube-object.js';
import { POSTGRES_DATABASE, POSTGRES_USER } from '../../kube/kinds.js';
import { databaseSubject, userSubject } from '../database/wanted-access.js';
import { databaseStatus, userStatus, type AccessView } from './access-status.js';
import type { ClusterLoop } from './loop.js';
import { isToBeDropped, stampOf } from './wanted-access.js';
import type { ClusterWorld } from './world.js';

type Resource = PostgresUser | PostgresDatabase;

const kindOf = (resource: Resource): Kind<Resource> => (resource.kind === 'PostgresUser' ? POSTGRES_USER : POSTGRES_DATABASE) as Kind<Resource>;
const keyOf = ({ metadata }: Resource): Key => ({ namespace: metadata.namespace ?? '', name: metadata.name });

const setFinalizers = async ({ writer }: ClusterLoop, resource: Resource, finalizers: readonly string[]): Promise<void> => {
  const { resourceVersion } = resource.metadata;
  await writer.mergePatch(kindOf(resource), keyOf(resource), { metadata: { resourceVersion, finalizers } }, { manager: MANAGER_OPERATOR }).catch(ignoreGone);
};

const isAlive = (world: ClusterWorld | undefined): world is ClusterWorld => world !== undefined && world.cluster.metadata.deletionTimestamp === undefined;

const isDropped = (resource: Resource, { outcome }: AccessView): boolean => {
  const found = outcome?.get((resource.kind === 'PostgresUser' ? userSubject : databaseSubject)(roleName(resource)));
  return found?.stamp === stampOf(resource) && found.fault === undefined;
};

/** Lets a resource go that is being deleted, once PostgreSQL was told or cannot be told any more. */
const release = async (loop: ClusterLoop, resource: Resource, view: AccessView): Promise<void> => {
  const { world } = view;
  const { finalizers = [] } = resource.metadata;
  if (!finalizers.includes(FINALIZER_ACCESS)) return;
  if (isAlive(world) && isToBeDropped(world, resource) && !isDropped(resource, view)) {
    if (world.spec.stopped !== true) return;
    const what = `${resource.kind === 'PostgresUser' ? 'user' : 'database'} "${roleName(resource)}"`;
    loop.events.record(world.cluster, { type: 'Warning', reason: 'NotDropped', message: `The ${what} was not dropped, as the cluster is stopped; drop it when it runs.` });
  }
  if (isAlive(world) && resource.kind === 'PostgresUser' && isToBeDropped(world, resource) && !specUsers(world.cluster).includes(roleName(resource))) {
    await loop.writer.delete(SECRET, { namespace: resource.metadata.namespace ?? '', name: userSecretName(resource.spec.cluster, roleName(resource)) });
  }
  await setFinalizers(loop, resource, finalizers.filter((finalizer) => finalizer !== FINALIZER_ACCESS));
};

const writeStatus = async ({ writer }: ClusterLoop, resource: Resource, view: AccessView): Promise<void> => {
  const status = resource.kind === 'PostgresUser' ? userStatus(resource, view) : databaseStatus(resource, view);
  if (status === undefined || isDeepStrictEqual(resource.status, status)) return;
  const { name, namespace, uid } = resource.metadata;
  const change = { apiVersion: API_VERSION, kind: resource.kind, metadata: { name, namespace, uid }, status } as Resource;
  await writer.applyStatus(kindOf(resource), change, { manager: MANAGER_OPERATOR }).catch(ignoreGone);
};

/** Holds the resources of users and databases that PostgreSQL is to be told of when they go, before it is told of them. */
export const holdAccess = async (loop: ClusterLoop, { users, databases }: ClusterWorld): Promise<void> => {
  const open = [...users, ...databases].filter(({ metadata }) => metadata.deletionTimestamp === undefined && metadata.finalizers?.includes(FINALIZER_ACCESS) !== true);
  await Promise.all(open.map((resource) => setFinalizers(loop, resource, [...resource.metadata.finalizers ?? [], FINALIZER_ACCESS])));
};

/** Writes what became of the users and databases of a cluster, and lets go of those that are deleted. */
export const settleAccess = async (loop: ClusterLoop, key: Key, world: ClusterWorld | undefined): Promise<void> => {
  const scope = { namespace: key.namespace, cluster: key.name };
  const resources: readonly Resource[] = [...loop.cache.list(POSTGRES_USER, scope), ...loop.cache.list(POSTGRES_DATABASE, scope)];
  if (resources.length === 0) return;
  const finding = loop.applications.finding(`${key.namespace}/${key.name}`);
  const now = kubeTime(loop.clock.now());
  const view: AccessView = {
    world: isAlive(world) ? world : undefined, outcome: finding?.value, error: finding?.state === 'failed' ? finding.error : undefined, now,
    passwordError: (uid) => loop.passwords.finding(uid)?.error,
  };
  await Promise.all(resources.map(async (resource) => {
    if (resource.metadata.deletionTimestamp !== undefined) await release(loop, resource, view);
    await writeStatus(loop, resource, view);
  }));
};
