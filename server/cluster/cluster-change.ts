import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { Change, Mutation } from '../mutation/mutation.js';

/** A change of a cluster that has been checked, and is yet to be written. */
export type ClusterChange = Change<PostgresCluster>;

/** A mutation of a cluster: what it is called and how its change is made. */
export type ClusterMutation = Omit<Mutation<PostgresCluster>, 'resource' | 'read'> & { readonly cluster: string };
