import type { PgoAccount } from '../schema/resource/pgo-account.js';
import type { PgoRole } from '../schema/resource/pgo-role.js';
import type { PostgresCluster } from '../schema/resource/postgres-cluster.js';
import type { PostgresDatabase } from '../schema/resource/postgres-database.js';
import type { PostgresBackup } from '../schema/resource/postgres-backup.js';
import type { PostgresOperation } from '../schema/resource/postgres-operation.js';
import type { PostgresPolicy } from '../schema/resource/postgres-policy.js';
import type { PostgresUser } from '../schema/resource/postgres-user.js';
import { API_VERSION } from '../schema/naming/names.js';
import type { Kind } from './kube-object.js';

/** Our own kinds. */
export const POSTGRES_CLUSTER: Kind<PostgresCluster> = {
  apiVersion: API_VERSION, kind: 'PostgresCluster', plural: 'postgresclusters', namespaced: true,
};
export const POSTGRES_OPERATION: Kind<PostgresOperation> = {
  apiVersion: API_VERSION, kind: 'PostgresOperation', plural: 'postgresoperations', namespaced: true,
};
export const POSTGRES_POLICY: Kind<PostgresPolicy> = {
  apiVersion: API_VERSION, kind: 'PostgresPolicy', plural: 'postgrespolicies', namespaced: true,
};
export const PGO_ACCOUNT: Kind<PgoAccount> = { apiVersion: API_VERSION, kind: 'PgoAccount', plural: 'pgoaccounts', namespaced: true };
export const PGO_ROLE: Kind<PgoRole> = { apiVersion: API_VERSION, kind: 'PgoRole', plural: 'pgoroles', namespaced: true };
export const POSTGRES_DATABASE: Kind<PostgresDatabase> = {
  apiVersion: API_VERSION, kind: 'PostgresDatabase', plural: 'postgresdatabases', namespaced: true,
};
export const POSTGRES_USER: Kind<PostgresUser> = {
  apiVersion: API_VERSION, kind: 'PostgresUser', plural: 'postgresusers', namespaced: true,
};
export const POSTGRES_BACKUP: Kind<PostgresBackup> = {
  apiVersion: API_VERSION, kind: 'PostgresBackup', plural: 'postgresbackups', namespaced: true,
};
