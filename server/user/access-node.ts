import { POSTGRES_CLUSTER, POSTGRES_DATABASE, POSTGRES_USER } from '../../kube/kinds.js';
import type { Database } from '../../schema/graphql/database.js';
import type { User } from '../../schema/graphql/user.js';
import type { Services } from '../context.js';
import { databasesOfCluster, usersOfCluster } from '../database/read-access.js';
import { toDatabase } from '../database/to-database.js';
import type { NodeRef } from '../node-id.js';
import { toUser } from './to-user.js';

/** The user or database that an id stands for, one of a cluster's specification included. */
export const accessNode = ({ kind, namespace, name }: NodeRef, services: Pick<Services, 'cache' | 'clock'>): User | Database | undefined => {
  const { cache } = services;
  const stored = kind === 'User' ? cache.get(POSTGRES_USER, { namespace, name }) : cache.get(POSTGRES_DATABASE, { namespace, name });
  // Names that we give begin with the cluster's, which holds no dot.
  const cluster = cache.get(POSTGRES_CLUSTER, { namespace, name: stored?.spec.cluster ?? name.split('.')[0] ?? '' });
  if (cluster === undefined) return undefined;
  if (kind === 'User') {
    const user = usersOfCluster(cluster, services).find(({ metadata }) => metadata.name === name);
    return user && toUser(user, cluster, services);
  }
  const database = databasesOfCluster(cluster, services).find(({ metadata }) => metadata.name === name);
  return database && toDatabase(database, cluster);
};
