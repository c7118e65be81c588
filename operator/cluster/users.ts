import { applicationDatabase, applicationUser } from '../../schema/resource/cluster-defaults.js';
import type { ClusterWorld } from './world.js';

/** A database that there shall be. */
export interface WantedDatabase {
  readonly name: string;
  readonly owner: string;
}

/** Names of the users that there shall be; the first is the application's. */
export const usersOf = ({ cluster }: Pick<ClusterWorld, 'cluster'>): string[] => {
  const named = (cluster.spec.users ?? []).map(({ name }) => name);
  return named.length > 0 ? [...new Set(named)] : [applicationUser(cluster.metadata.name, cluster.spec)];
};

/** The databases that there shall be; the first is the application's. */
export const databasesOf = (world: Pick<ClusterWorld, 'cluster'>): WantedDatabase[] => {
  const { metadata, spec } = world.cluster;
  const first = usersOf(world)[0] ?? metadata.name;
  const named = (spec.databases ?? []).map(({ name, owner }) => ({ name, owner: owner ?? first }));
  return named.length > 0 ? named : [{ name: applicationDatabase(metadata.name, spec), owner: first }];
};

/** The database that a user connects to: the first of its own, else the application's. */
export const databaseOf = (world: Pick<ClusterWorld, 'cluster'>, user: string): string => {
  const databases = databasesOf(world);
  return (databases.find(({ owner }) => owner === user) ?? databases[0])?.name ?? user;
};
