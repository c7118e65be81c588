import type { Factory } from '../factory/factory.js';
import { notFoundError } from '../error/cli-error.js';
import { readPages } from '../page/read-pages.js';
import type { DatabasesQuery, UsersQuery } from '../../schema/sdk/client.js';

/** A user of a cluster as verbs read it. */
export type UserView = NonNullable<UsersQuery['cluster']>['users']['nodes'][number];
/** A database of a cluster as verbs read it. */
export type DatabaseView = NonNullable<DatabasesQuery['cluster']>['databases']['nodes'][number];

interface ClusterName {
  readonly namespace: string;
  readonly cluster: string;
}

const noCluster = ({ namespace, cluster }: ClusterName): Error =>
  notFoundError(`There is no cluster "${cluster}" in the namespace "${namespace}".`, '`pgo show cluster` lists those that there are.');

/** Every user of a cluster. */
export const readUsers = async (factory: Factory, name: ClusterName): Promise<UserView[]> => {
  const client = await factory.client();
  return readPages(async (after, first) => {
    const { cluster } = await client.users({ ...name, first, after: after ?? null }, { signal: factory.signal });
    if (cluster == null) throw noCluster(name);
    return cluster.users;
  });
};

/** The passwords of the users of a cluster, by name. */
export const readPasswords = async (factory: Factory, name: ClusterName): Promise<ReadonlyMap<string, string>> => {
  const client = await factory.client();
  const nodes = await readPages(async (after, first) => {
    const { cluster } = await client.userPasswords({ ...name, first, after: after ?? null }, { signal: factory.signal });
    if (cluster == null) throw noCluster(name);
    return cluster.users;
  });
  return new Map(nodes.flatMap((user) => (user.password == null ? [] : [[user.name, user.password]])));
};

/** Every database of a cluster. */
export const readDatabases = async (factory: Factory, name: ClusterName): Promise<DatabaseView[]> => {
  const client = await factory.client();
  return readPages(async (after, first) => {
    const { cluster } = await client.databases({ ...name, first, after: after ?? null }, { signal: factory.signal });
    if (cluster == null) throw noCluster(name);
    return cluster.databases;
  });
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** The moment so many days from now. */
export const daysFromNow = (days: number, now: Date): string => new Date(now.getTime() + days * DAY_MS).toISOString();

/** Whether the password of a user ends within so many days, or has ended. */
export const endsWithin = ({ validUntil }: Pick<UserView, 'validUntil'>, days: number, now: Date): boolean =>
  validUntil != null && Date.parse(validUntil) <= now.getTime() + days * DAY_MS;
