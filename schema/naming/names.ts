/** Names of Kubernetes objects. Every string that two folders share comes from here. */
import { dnsLabel } from './dns-label.js';

/** API group and version of the custom resources. */
export const API_VERSION = 'pgo.dev/v1';

/** Name of the container of an instance's pod that runs Patroni and PostgreSQL. */
export const DATABASE_CONTAINER = 'database';

/** A Job's name is a label of its pods. */
const JOB_NAME_LENGTH_MAX = 63;

/** Name of instance `ordinal` (from 1) of a cluster; also the name of its StatefulSet. */
export const instanceName = (cluster: string, ordinal: number): string => `${cluster}-${ordinal}`;
/** Name of the one pod of an instance, which is also its Patroni member name. */
export const podName = (instance: string): string => `${instance}-0`;
/** Name of the volume claim of an instance, as the StatefulSet makes it from its template `data`. */
export const dataClaimName = (instance: string): string => `data-${podName(instance)}`;
/** Name of the claim of the volume for WAL of an instance. */
export const walClaimName = (instance: string): string => `wal-${podName(instance)}`;
/** Service that always leads to the primary. */
export const primaryServiceName = (cluster: string): string => `${cluster}-primary`;
/** Service that leads to the replicas that are ready. */
export const replicasServiceName = (cluster: string): string => `${cluster}-replicas`;
/** Service that leads to the pooler. */
export const poolerServiceName = (cluster: string): string => `${cluster}-pooler`;
/** Deployment, ConfigMap and PodDisruptionBudget of the pooler; its service has the same name. */
export const poolerName = poolerServiceName;
/** Secret with the password of the pooler's own login. */
export const poolerSecretName = (cluster: string): string => `${cluster}-pooler`;
/** Secret with the certificate of the pooler. */
export const poolerCertificateSecretName = (cluster: string): string => `${cluster}-pooler-tls`;
/** Headless service that gives the pods their names. */
export const podsServiceName = (cluster: string): string => `${cluster}-pods`;
/** ConfigMap with the Patroni configuration of all instances. */
export const patroniConfigName = (cluster: string): string => `${cluster}-patroni`;
/** Secret with the passwords of the superuser, the replication user and Patroni's REST API. */
export const systemSecretName = (cluster: string): string => `${cluster}-system`;
/** Secret with the CA of the cluster (certificate and key); only the operator reads it. */
export const authoritySecretName = (cluster: string): string => `${cluster}-ca`;
/** Secret with the server certificate that the instances use, and the CA's certificate. */
export const serverCertificateSecretName = (cluster: string): string => `${cluster}-server-tls`;
/** Secret of a database user, for apps to mount: `NAME-user-USER`, where USER is made fit for Kubernetes when it is not. */
export const userSecretName = (cluster: string, user: string): string => `${cluster}-user-${dnsLabel(user)}`;
/** StatefulSet and headless Service of the host of the backup repositories. */
export const repositoryName = (cluster: string): string => `${cluster}-repository`;
/** Name of the host of the backup repositories within its namespace's services. */
export const repositoryHost = (cluster: string, namespace: string): string => `${repositoryName(cluster)}-0.${repositoryName(cluster)}.${namespace}.svc`;
/** Name of a pod behind the headless service of the instances. */
export const instanceHost = (cluster: string, pod: string, namespace: string): string => `${pod}.${podsServiceName(cluster)}.${namespace}.svc`;
/** Volume claim of a repository. */
export const repositoryClaimName = (cluster: string, repository: string): string => `${cluster}-repository-${repository}`;
/** ConfigMap with pgBackRest's configuration, for the repositories' host and for the instances. */
export const backupConfigName = (cluster: string): string => `${cluster}-backup`;
/** Secret with the certificate of the repositories' host. */
export const repositoryCertificateSecretName = (cluster: string): string => `${cluster}-repository-tls`;
/** Resource of a database of a cluster; a dot, which names of clusters cannot hold, keeps two of them from becoming one. */
export const databaseResourceName = (cluster: string, database: string): string => `${cluster}.${dnsLabel(database)}`;
/** Resource of a user of a cluster. */
export const userResourceName = (cluster: string, user: string): string => `${cluster}.${dnsLabel(user)}`;
/** ServiceAccount, Role and RoleBinding of the instances. */
export const instanceAccountName = (cluster: string): string => `${cluster}-instance`;
/** NetworkPolicy of all pods of a cluster. */
export const networkPolicyName = (cluster: string): string => `${cluster}-pods`;
/** PodDisruptionBudget of the instances. */
export const disruptionBudgetName = (cluster: string): string => `${cluster}-instances`;
/** PodDisruptionBudget of the primary. */
export const primaryDisruptionBudgetName = (cluster: string): string => `${cluster}-primary`;
/** What Patroni calls the cluster; its ConfigMaps are `NAME-ha-config`, `NAME-ha-leader`, `NAME-ha-failover`, `NAME-ha-sync`. */
export const patroniScope = (cluster: string): string => `${cluster}-ha`;
/** ConfigMaps that Patroni makes: dynamic configuration, leader lock, requested failover, members in step, fail-safe. */
export const patroniStoreNames = (cluster: string): readonly string[] =>
  ['config', 'leader', 'failover', 'sync', 'failsafe'].map((part) => `${patroniScope(cluster)}-${part}`);
/** ConfigMap with the dynamic configuration, the history and the system identifier of a cluster. */
export const patroniStateName = (cluster: string): string => `${patroniScope(cluster)}-config`;
/** ConfigMap that holds the leader lock. */
export const patroniLeaderName = (cluster: string): string => `${patroniScope(cluster)}-leader`;
/** ConfigMap that names who shall lead next while a move that was asked for is under way. */
export const patroniFailoverName = (cluster: string): string => `${patroniScope(cluster)}-failover`;
/** ConfigMap that names the members that are in step. */
export const patroniSyncName = (cluster: string): string => `${patroniScope(cluster)}-sync`;
/** Job that looks into the repository for a restore; `restore` is the name of its operation. */
export const lookJobName = (cluster: string, restore: string): string => `${cluster}-look-${restore}`.slice(0, JOB_NAME_LENGTH_MAX).replace(/-+$/, '');
/** Job that restores the data of a cluster onto the volume of one instance. */
export const restoreJobName = (cluster: string, restore: string): string => `${cluster}-restore-${restore}`.slice(0, JOB_NAME_LENGTH_MAX).replace(/-+$/, '');
/** Name of the Job that restores one database from a dump. */
export const restoreDatabaseJobName = (cluster: string, operation: string): string => `${cluster}-database-${operation}`.slice(0, JOB_NAME_LENGTH_MAX).replace(/-+$/, '');
/** Job that restores a backup to check it, and its volume claim. */
export const verifyJobName = (cluster: string, operation: string): string => `${cluster}-verify-${operation}`.slice(0, JOB_NAME_LENGTH_MAX).replace(/-+$/, '');
/** ConfigMap and Secret with which a new cluster reads the repository that it begins with. */
export const sourceConfigName = (cluster: string): string => `${cluster}-source`;
/** Secret with the certificate that the repositories' host of the source knows. */
export const sourceIdentityName = (cluster: string): string => `${cluster}-source-tls`;

/** Secret with the password of the database role that reads metrics. */
export const monitoringSecretName = (cluster: string): string => `${cluster}-monitoring`;
