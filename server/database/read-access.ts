import { knownDatabases, knownUsers, leading, specUsers } from '../../schema/database/known-access.js';
import { roleName } from '../../schema/database/role-name.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { PostgresDatabase } from '../../schema/resource/postgres-database.js';
import type { PostgresUser } from '../../schema/resource/postgres-user.js';
import type { Kind } from '../../kube/kube-object.js';
import { POSTGRES_DATABASE, POSTGRES_USER } from '../../kube/kinds.js';
import type { Services } from '../context.js';
import { ApiError, badUserInput } from '../error/api-error.js';

const scopeOf = ({ metadata }: PostgresCluster): { namespace: string; cluster: string } => ({ namespace: metadata.namespace ?? '', cluster: metadata.name });

/** Every user of a cluster. */
export const usersOfCluster = (cluster: PostgresCluster, { cache }: Pick<Services, 'cache'>): readonly PostgresUser[] =>
  knownUsers(cluster, cache.list(POSTGRES_USER, scopeOf(cluster)));

/** Every database of a cluster. */
export const databasesOfCluster = (cluster: PostgresCluster, { cache }: Pick<Services, 'cache'>): readonly PostgresDatabase[] =>
  knownDatabases(cluster, cache.list(POSTGRES_DATABASE, scopeOf(cluster)));

/** What there is of a name now, as Kubernetes has it; with a `uid` when it has a resource of its own. */
const latest = async <T extends PostgresUser | PostgresDatabase>(kind: Kind<T>, all: readonly T[], { name, expected, namespace }: { name: string; expected: string; namespace: string }, { client }: Services): Promise<T | undefined> => {
  const known = leading(all).get(name) ?? all.find((resource) => roleName(resource) === name);
  const stored = await client.get(kind, { namespace, name: known?.metadata.uid === undefined ? expected : known.metadata.name });
  return stored ?? (known?.metadata.uid === undefined ? known : undefined);
};

/** A name in a cluster. */
export interface AccessRef {
  readonly cluster: PostgresCluster;
  readonly name: string;
  /** Name that a resource of it has when we make it. */
  readonly expected: string;
}

/** The user of a name, as Kubernetes has it now; undefined when there is none. */
export const findUser = ({ cluster, ...ref }: AccessRef, services: Services): Promise<PostgresUser | undefined> =>
  latest(POSTGRES_USER, usersOfCluster(cluster, services), { ...ref, namespace: cluster.metadata.namespace ?? '' }, services);

/** The database of a name, as Kubernetes has it now; undefined when there is none. */
export const findDatabase = ({ cluster, ...ref }: AccessRef, services: Services): Promise<PostgresDatabase | undefined> =>
  latest(POSTGRES_DATABASE, databasesOfCluster(cluster, services), { ...ref, namespace: cluster.metadata.namespace ?? '' }, services);

/** Refuses what the input names that the cluster does not have. */
export const requireUser = (field: string, name: string | undefined, cluster: PostgresCluster, services: Services): void => {
  if (name === undefined || usersOfCluster(cluster, services).some((user) => roleName(user) === name && user.metadata.deletionTimestamp === undefined)) return;
  throw badUserInput(field, `the cluster "${cluster.metadata.name}" has no user "${name.slice(0, 80)}"`, `Create it first with \`createUser\`, or name one that there is, such as "${specUsers(cluster)[0] ?? ''}".`);
};

/** Refuses databases that the input names and the cluster does not have. */
export const requireDatabases = (field: string, names: readonly string[] | undefined, cluster: PostgresCluster, services: Services): void => {
  const there = new Set(databasesOfCluster(cluster, services).filter(({ metadata }) => metadata.deletionTimestamp === undefined).map(roleName));
  const missing = names?.find((name) => !there.has(name));
  if (missing === undefined) return;
  throw badUserInput(field, `the cluster "${cluster.metadata.name}" has no database "${missing.slice(0, 80)}"`, `Create it first with \`createDatabase\`, or name one that there is: ${[...there].slice(0, 10).join(', ')}.`);
};

/** The refusal of a name that is taken. */
export const alreadyThere = (what: 'user' | 'database', name: string, cluster: PostgresCluster, cause?: unknown): ApiError =>
  new ApiError('ALREADY_EXISTS', `There is already a ${what} "${name}" in the cluster "${cluster.metadata.name}".`, {
    field: 'name', cause, suggestion: `Choose another name, or change the one that exists with \`${what === 'user' ? 'updateUser' : 'updateDatabase'}\`.`,
  });

/** The refusal of a name that there is not. */
export const notThere = (what: 'user' | 'database', name: string, cluster: PostgresCluster): ApiError =>
  new ApiError('NOT_FOUND', `There is no ${what} "${name.slice(0, 80)}" in the cluster "${cluster.metadata.name}".`, {
    field: 'name', suggestion: `Check the name; \`Cluster.${what}s\` lists those that exist.`,
  });
