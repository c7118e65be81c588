import { specDatabases, specUsers } from '../../schema/database/known-access.js';
import { roleName } from '../../schema/database/role-name.js';
import { databasesOfUser, validUsers } from './wanted-access.js';
import type { ClusterWorld } from './world.js';

/** Names of the users that there shall be; the first is the application's. */
export const usersOf = (world: ClusterWorld): string[] => [...new Set([...specUsers(world.cluster), ...validUsers(world).map(roleName)])];

/** The database that a user connects to: the first of its own, else the application's. */
export const databaseOf = (world: ClusterWorld, user: string): string => {
  const databases = specDatabases(world.cluster);
  const resource = validUsers(world).find((candidate) => roleName(candidate) === user);
  const own = databases.find(({ owner }) => owner === user)?.name;
  return own ?? (resource === undefined ? undefined : databasesOfUser(world, resource)[0]) ?? databases[0]?.name ?? user;
};
