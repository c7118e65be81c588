import { databaseResourceName, userResourceName } from '../naming/names.js';
import { applicationDatabase, applicationUser } from '../resource/cluster-defaults.js';
import type { PostgresCluster } from '../resource/postgres-cluster.js';
import type { PostgresDatabase } from '../resource/postgres-database.js';
import type { PostgresUser } from '../resource/postgres-user.js';
import { roleName } from './role-name.js';

/** Names of the users in the specification of a cluster; the first is the application's. */
export const specUsers = ({ metadata, spec }: Pick<PostgresCluster, 'metadata' | 'spec'>): string[] => {
  const named = (spec.users ?? []).map(({ name }) => name);
  return named.length > 0 ? [...new Set(named)] : [applicationUser(metadata.name, spec)];
};

/** The databases in the specification of a cluster with their owners; the first is the application's. */
export const specDatabases = (cluster: Pick<PostgresCluster, 'metadata' | 'spec'>): { readonly name: string; readonly owner: string }[] => {
  const first = specUsers(cluster)[0] ?? cluster.metadata.name;
  const named = (cluster.spec.databases ?? []).map(({ name, owner }) => ({ name, owner: owner ?? first }));
  return named.length > 0 ? named : [{ name: applicationDatabase(cluster.metadata.name, cluster.spec), owner: first }];
};

const ageKey = ({ metadata }: PostgresUser | PostgresDatabase): string => `${metadata.creationTimestamp ?? ''} ${metadata.name}`;

/** By list of the cache, which never changes: it is made anew when something in it does. */
const known = new WeakMap<readonly (PostgresUser | PostgresDatabase)[], ReadonlyMap<string, PostgresUser | PostgresDatabase>>();

/** The resource that counts for each name: the oldest that is not being deleted. */
export const leading = <T extends PostgresUser | PostgresDatabase>(resources: readonly T[]): ReadonlyMap<string, T> => {
  const found = known.get(resources) ?? leadingOf(resources);
  known.set(resources, found);
  return found as ReadonlyMap<string, T>;
};

const leadingOf = <T extends PostgresUser | PostgresDatabase>(resources: readonly T[]): ReadonlyMap<string, T> => {
  const byAge = resources.filter(({ metadata }) => metadata.deletionTimestamp === undefined).sort((a, b) => (ageKey(a) < ageKey(b) ? -1 : 1));
  return new Map([...byAge].reverse().map((resource) => [roleName(resource), resource]));
};

const meta = ({ metadata: { namespace, creationTimestamp } }: PostgresCluster, name: string): PostgresUser['metadata'] =>
  ({ name, ...(namespace === undefined ? {} : { namespace }), ...(creationTimestamp === undefined ? {} : { creationTimestamp }) });

/** Every user of a cluster: those with a resource of their own, and those of its specification as if they had one. */
export const knownUsers = (cluster: PostgresCluster, resources: readonly PostgresUser[]): readonly PostgresUser[] => {
  const { name } = cluster.metadata;
  const databases = specDatabases(cluster);
  const made = specUsers(cluster).filter((user) => !resources.some((resource) => roleName(resource) === user)).map((user): PostgresUser => {
    const own = databases.filter(({ owner }) => owner === user).map((database) => database.name);
    return { apiVersion: 'pgo.dev/v1', kind: 'PostgresUser', metadata: meta(cluster, userResourceName(name, user)), spec: { cluster: name, name: user, ...(own.length === 0 ? {} : { databases: own }) } };
  });
  return [...made, ...resources];
};

/** Every database of a cluster: those with a resource of their own, and those of its specification as if they had one. */
export const knownDatabases = (cluster: PostgresCluster, resources: readonly PostgresDatabase[]): readonly PostgresDatabase[] => {
  const { name } = cluster.metadata;
  const made = specDatabases(cluster).filter((database) => !resources.some((resource) => roleName(resource) === database.name)).map((database): PostgresDatabase => (
    { apiVersion: 'pgo.dev/v1', kind: 'PostgresDatabase', metadata: meta(cluster, databaseResourceName(name, database.name)), spec: { cluster: name, ...database } }));
  return [...made, ...resources];
};
