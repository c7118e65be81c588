import type { Durability, PostgresClusterSpec } from './postgres-cluster.js';

/** What a specification means by what it leaves out. */
export const REPLICAS_DEFAULT = 0;
export const DURABILITY_DEFAULT: Durability = 'ASYNC';
export const STORAGE_SIZE_DEFAULT = '1Gi';

/** A specification with every default in place. */
export interface CompleteClusterSpec extends PostgresClusterSpec {
  postgresVersion: number;
  replicas: number;
  durability: Durability;
  storage: { size: string; storageClassName?: string };
  deletionProtection: boolean;
}

/** Fills in what a specification leaves out. `versions` are the major versions on offer: the newest is the default. */
export const clusterSpecDefaults = (spec: PostgresClusterSpec, versions: readonly number[]): CompleteClusterSpec => ({
  ...spec,
  postgresVersion: spec.postgresVersion ?? Math.max(0, ...versions),
  replicas: spec.replicas ?? REPLICAS_DEFAULT,
  durability: spec.durability ?? DURABILITY_DEFAULT,
  storage: { ...spec.storage, size: spec.storage?.size ?? STORAGE_SIZE_DEFAULT },
  deletionProtection: spec.deletionProtection ?? false,
});

/** The user that applications connect as: the first one of the specification, else one named like the cluster. */
export const applicationUser = (cluster: string, spec: PostgresClusterSpec): string => spec.users?.[0]?.name ?? cluster;

/** The database that applications use: the first one of the specification, else one named like the cluster. */
export const applicationDatabase = (cluster: string, spec: PostgresClusterSpec): string => spec.databases?.[0]?.name ?? cluster;
