import { keptDataStatus } from '../restore/kept-data.js';
import { clusterCondition, settleCondition, type ClusterConditionDraft } from './condition-draft.js';
import { poolerServiceName, primaryServiceName, replicasServiceName } from '../../schema/naming/names.js';
import { poolerOf } from '../../schema/resource/cluster-pooler.js';
import type { ClusterReason } from '../../schema/resource/cluster-conditions.js';
import type { ClusterState, EndpointsStatus, PostgresClusterStatus } from '../../schema/resource/postgres-cluster.js';
import { monitoringEnabled } from '../monitoring/exporter.js';
import { METRICS_PORT, POSTGRES_PORT } from '../postgres/instance-layout.js';
import { configurationCondition } from './configuration-condition.js';
import { poolerCondition, poolerStatus } from './pooler-status.js';
import { backupConditions, backupsStatus } from './backups-status.js';
import type { DesireSettings } from './desire/desire-input.js';
import { serviceHost } from './desire/user-secret.js';
import { instanceReady, primaryOf } from './instance-health.js';
import { instanceStatus, instanceTrouble, type Trouble } from './instance-status.js';
import { LASTING_REASONS } from './lasting-reasons.js';
import type { ClusterPlan } from './plan.js';
import { isStandby } from '../standby/standby-config.js';
import { standbyConditions, standbyStatus } from '../standby/standby-status.js';
import { growthConditions, storageStatus } from '../storage/growth-status.js';
import { storageConditions } from '../storage/storage-condition.js';
import { stillRunning } from './stopping.js';
import { isOtherVersion } from '../restore/cluster-data.js';
import { presentVersion, upgradeCondition } from './upgrade-condition.js';
import type { ClusterWorld, ObservedInstance } from './world.js';

/** What a status is derived from beside the world. */
export interface StatusInput {
  readonly now: string;
  readonly addressing: DesireSettings['serviceAddressing'];
  /** Absent when the specification is at fault or the cluster goes. */
  readonly plan?: ClusterPlan;
  /** Why the specification cannot be carried out. */
  readonly specFault?: string;
  /** Why something could not be written. */
  readonly writeError?: string;
  readonly certificateExpiresAt?: string;
  /** Why a certificate that was given is not used. */
  readonly certificateFault?: string;
  /** Why deletion waits. */
  readonly deletion?: 'protected' | 'running';
}

/** Derives the whole status of a cluster. */
export const clusterStatus = (world: ClusterWorld, input: StatusInput): PostgresClusterStatus => {
  const { cluster } = world;
  const before = cluster.status;
  const parts = conditionParts(world, input);
  const storage = storageConditions(world);
  const ready = readyCondition(world, input, { parts, storage });
  const growth = input.plan?.growth ?? [];
  const backups = backupsStatus(world);
  const pooler = poolerStatus(world);
  const keptData = keptDataStatus(world);
  const instances = world.instances.filter(({ statefulSet, pod }) => statefulSet !== undefined || pod !== undefined);
  const context = { before: before?.conditions, now: input.now, generation: cluster.metadata.generation };
  const conditions = [ready, ...parts, ...storage, ...growthConditions(world, growth), ...standbyConditions(world), ...backupConditions(world)].map((condition) => settleCondition(condition, context));
  return {
    observedGeneration: cluster.metadata.generation,
    state: stateOf(world, input, ready),
    conditions,
    ...(input.specFault === undefined ? { postgresVersion: presentVersion(world, input.plan) } : {}),
    readyInstances: instances.filter((instance) => instanceReady(world, instance)).length,
    ...primaryName(primaryOf(world)),
    instances: instances.map((instance) => instanceStatus(world, instance)),
    endpoints: endpoints(world, input.addressing),
    ...storageStatus(world, growth, input.now),
    ...standbyStatus(world),
    ...(backups === undefined ? {} : { backups }),
    ...(pooler === undefined ? {} : { pooler }),
    ...(keptData === undefined ? {} : { keptData }),
    ...(input.certificateExpiresAt === undefined ? {} : { tls: { certificateExpiresAt: input.certificateExpiresAt } }),
  };
};

const primaryName = (primary: ObservedInstance | undefined): Pick<PostgresClusterStatus, 'primary'> =>
  (primary === undefined ? {} : { primary: primary.name });

const conditionParts = (world: ClusterWorld, input: StatusInput): ClusterConditionDraft[] => [
  input.specFault === undefined ? clusterCondition('SpecValid', 'True', 'AsDesired', 'The specification can be carried out.')
    : clusterCondition('SpecValid', 'False', 'InvalidSpec', input.specFault),
  primaryCondition(world),
  replicasCondition(world, input.plan),
  databasesCondition(world),
  configurationDraft(world),
  ...poolerCondition(world),
  certificatesCondition(input),
];

const certificatesCondition = (input: StatusInput): ClusterConditionDraft => {
  if (input.certificateFault !== undefined) return clusterCondition('CertificatesValid', 'False', 'InvalidSpec', `The one served before stays. ${input.certificateFault}`);
  return input.certificateExpiresAt === undefined ? clusterCondition('CertificatesValid', 'Unknown', 'Creating', 'The server certificate has not been issued yet.')
    : clusterCondition('CertificatesValid', input.certificateExpiresAt > input.now ? 'True' : 'False', 'AsDesired', `The server certificate is good until ${input.certificateExpiresAt}.`);
};

const primaryCondition = (world: ClusterWorld): ClusterConditionDraft => {
  const primary = primaryOf(world);
  if (primary !== undefined && instanceReady(world, primary)) {
    return clusterCondition('PrimaryAvailable', 'True', 'AsDesired', isStandby(world) ? `${primary.name} leads the standby and takes no writes.` : `${primary.name} is the primary and takes writes.`);
  }
  if (world.spec.stopped === true) return clusterCondition('PrimaryAvailable', 'False', 'Stopped', 'The cluster is stopped.');
  if (primary !== undefined) return clusterCondition('PrimaryAvailable', 'False', 'InstanceNotReady', `${primary.name} is the primary and becomes ready.`);
  if (world.patroni.initialized) {
    return clusterCondition('PrimaryAvailable', 'False', 'NoPrimary', 'No instance is the primary now; the instances choose one among themselves.');
  }
  const first = worstTrouble(world);
  return clusterCondition('PrimaryAvailable', 'False', first?.trouble.reason ?? 'Creating', first === undefined ? 'The first instance is being made.' : sentence(first));
};

interface NamedTrouble { readonly name: string; readonly trouble: Trouble }

const sentence = ({ name, trouble }: NamedTrouble): string => `${name}: ${trouble.text}.`;

/** The trouble that people should hear of first. */
const worstTrouble = (world: ClusterWorld, among: readonly ObservedInstance[] = world.instances): NamedTrouble | undefined => {
  const troubles = among.filter(({ statefulSet }) => statefulSet !== undefined).flatMap((instance) => {
    const trouble = instanceTrouble(world, instance);
    return trouble === undefined ? [] : [{ name: instance.name, trouble }];
  });
  return troubles.find(({ trouble }) => trouble.serious) ?? troubles[0];
};

const replicasCondition = (world: ClusterWorld, plan: ClusterPlan | undefined): ClusterConditionDraft => {
  if (world.spec.stopped === true) return clusterCondition('ReplicasReady', 'False', 'Stopped', 'The cluster is stopped.');
  const primary = primaryOf(world);
  const there = world.instances.filter(({ statefulSet }) => statefulSet !== undefined);
  const replicas = there.filter((instance) => instance !== primary);
  const ready = replicas.filter((instance) => instanceReady(world, instance));
  const wanted = world.spec.replicas;
  // What is left of a removed instance counts until its volume is gone, too.
  const going = plan !== undefined && world.instances.some(({ ordinal }) => !plan.ordinals.includes(ordinal));
  const complete = primary !== undefined && ready.length === wanted && replicas.length === wanted && !going;
  if (complete && wanted > 0 && !isStandby(world) && world.spec.durability !== 'ASYNC' && world.patroni.inStep.length === 0) {
    return clusterCondition('ReplicasReady', 'False', 'NoReplicaInStep', `The replicas stream, but none is in step with the primary yet, which ${world.spec.durability} needs.`);
  }
  if (complete) {
    return clusterCondition('ReplicasReady', 'True', 'AsDesired', wanted === 0 ? 'No replica is asked for.' : `${wanted} of ${wanted} replicas stream from the primary.`);
  }
  if (there.length > wanted + 1 || going) return clusterCondition('ReplicasReady', 'False', 'Scaling', 'An instance is being removed.');
  return missingReplicas(worstTrouble(world, replicas), `${ready.length} of ${wanted} replicas are ready.`);
};

const missingReplicas = (worst: NamedTrouble | undefined, count: string): ClusterConditionDraft =>
  clusterCondition('ReplicasReady', 'False', worst?.trouble.reason ?? 'Scaling', worst === undefined ? count : `${count} ${sentence(worst)}`);

const databasesCondition = (world: ClusterWorld): ClusterConditionDraft => {
  if (isStandby(world)) return clusterCondition('DatabasesReady', 'True', 'Following', 'Users and databases are those of the cluster that it follows.');
  const before = world.cluster.status?.conditions?.find(({ type }) => type === 'DatabasesReady');
  const ready = world.databaseReady ?? before?.status === 'True';
  if (ready) return clusterCondition('DatabasesReady', 'True', 'AsDesired', 'The users and databases of the specification are there.');
  if (world.databaseError !== undefined) {
    return clusterCondition('DatabasesReady', 'False', 'DatabaseError', `Users and databases could not be made: ${world.databaseError}`);
  }
  return clusterCondition('DatabasesReady', 'False', 'Creating', 'Users and databases are made once there is a primary.');
};

/** How far the restore of its data, or their upgrade, is; undefined when there is none under way. */
const restoreCondition = (world: ClusterWorld, plan: ClusterPlan | undefined): ClusterConditionDraft | undefined => {
  if (plan === undefined || plan.data.type === 'settled') return undefined;
  if (isOtherVersion(world)) return upgradeCondition(world, plan.data);
  if (plan.data.type === 'failed') return clusterCondition('Ready', 'False', 'RestoreFailed', `The data could not be restored: ${plan.data.message}`);
  return clusterCondition('Ready', 'False', 'Restoring', RESTORE_SENTENCES[plan.data.type]);
};

const RESTORE_SENTENCES = {
  stopping: 'The instances are being stopped, so that the data can be restored.',
  restoring: 'The data are being restored from the repository; those of before stay beside them.',
  resetting: 'The data are restored; Patroni is being prepared for them.',
  starting: 'The data are restored; the first instance starts.',
} as const;

const configurationDraft = (world: ClusterWorld): ClusterConditionDraft => {
  const { status, reason, message } = configurationCondition(world);
  return clusterCondition('ConfigurationApplied', status, reason, message);
};

/** Why the cluster as a whole is or is not as asked for. */
const readyCondition = (world: ClusterWorld, input: StatusInput, { parts, storage }: Record<'parts' | 'storage', readonly ClusterConditionDraft[]>): ClusterConditionDraft => {
  if (input.deletion === 'protected') {
    return clusterCondition('Ready', 'False', 'DeletionProtected', 'The cluster is to be deleted, but spec.deletionProtection is on; set it to false to go on.');
  }
  if (input.deletion === 'running') return clusterCondition('Ready', 'False', 'Deleting', 'The cluster is being deleted.');
  const restoring = restoreCondition(world, input.plan);
  if (restoring !== undefined) return restoring;
  if (input.writeError !== undefined) return clusterCondition('Ready', 'False', 'KubernetesRefused', `Kubernetes refused a change: ${input.writeError}`);
  if (world.spec.stopped === true) return stoppedCondition(world);
  const failing = parts.find(({ type, status }) => status !== 'True' && type !== 'CertificatesValid');
  const cause = failing === undefined ? undefined : storage.find(({ reason }) => reason === 'VolumeFull') ?? failing;
  if (cause !== undefined) return clusterCondition('Ready', 'False', cause.reason, cause.message);
  if (input.plan?.renew !== undefined) {
    return clusterCondition('Ready', 'False', 'RollingOut', `${input.plan.renew.name} is being replaced by one with the current settings.`);
  }
  const replicas = world.spec.replicas;
  const leads = isStandby(world) ? `It follows "${world.standby?.target}" and takes no writes` : 'The primary takes writes';
  return clusterCondition('Ready', 'True', 'AsDesired', `${leads}${replicas === 0 ? '.' : ` and ${replicas} ${replicas === 1 ? 'replica streams' : 'replicas stream'}.`}`);
};

const stoppedCondition = (world: ClusterWorld): ClusterConditionDraft => {
  const running = stillRunning(world);
  return running.length > 0 ? clusterCondition('Ready', 'False', 'Stopping', `The cluster is being stopped; ${running.join(', ')} still ${running.length === 1 ? 'runs' : 'run'}.`)
    : clusterCondition('Ready', 'False', 'Stopped', 'The cluster is stopped; its data are kept.');
};

/** Reasons of a cluster that is on its way. */
const MOVING: ReadonlySet<ClusterReason> = new Set(['Scaling', 'PoolerNotReady', 'Reloading', 'PendingRestart']);

const stateOf = (world: ClusterWorld, input: StatusInput, ready: ClusterConditionDraft): ClusterState => {
  const byReason: Partial<Record<ClusterReason, ClusterState>> = { Deleting: 'DELETING', Stopped: 'STOPPED', Stopping: 'UPDATING', InvalidSpec: 'FAILED', RollingOut: 'UPDATING', Restoring: 'RESTORING', RestoreFailed: 'FAILED', Upgrading: 'UPGRADING', UpgradeFailed: 'FAILED' };
  if (ready.status === 'True') return 'READY';
  const named = byReason[ready.reason];
  if (named !== undefined && !(ready.reason === 'InvalidSpec' && wasReady(world))) return named;
  const before = world.cluster.status?.state;
  if ((before === 'RESTORING' || before === 'UPGRADING') && !LASTING_REASONS.has(ready.reason)) return before;
  if (!wasReady(world)) return 'CREATING';
  return MOVING.has(ready.reason) || isUpdating(world, input, ready) ? 'UPDATING' : 'DEGRADED';
};

/** Whether the cluster was ever as asked for: what an earlier visit found, and only used to name the state. */
const wasReady = (world: ClusterWorld): boolean =>
  world.cluster.status?.state !== undefined && world.cluster.status.state !== 'CREATING' && world.cluster.status.state !== 'FAILED';

/** Whether the cluster is on its way to a specification that was changed: from the change on until it is as asked for. */
const isUpdating = ({ cluster }: ClusterWorld, { plan }: StatusInput, { reason }: ClusterConditionDraft): boolean => {
  if (LASTING_REASONS.has(reason)) return false;
  const changed = cluster.status?.observedGeneration !== cluster.metadata.generation;
  return changed || cluster.status?.state === 'UPDATING' || (plan?.outdated ?? 0) > 0;
};

const endpoints = (world: ClusterWorld, addressing: DesireSettings['serviceAddressing']): EndpointsStatus => {
  const { name } = world.cluster.metadata;
  const has = (service: string): boolean => world.services.some(({ metadata }) => metadata.name === service);
  const at = (service: string): { host: string; port: number } => ({ host: serviceHost(world, service, addressing), port: POSTGRES_PORT });
  return {
    ...(monitoringEnabled(world.spec) && has(primaryServiceName(name)) ? { metrics: { ...at(primaryServiceName(name)), port: METRICS_PORT } } : {}),
    ...(poolerOf(world.spec) !== undefined && has(poolerServiceName(name)) ? { pooler: at(poolerServiceName(name)) } : {}),
    ...(has(primaryServiceName(name)) ? { primary: at(primaryServiceName(name)) } : {}),
    ...(world.spec.replicas > 0 && has(replicasServiceName(name)) ? { replicas: at(replicasServiceName(name)) } : {}),
  };
};
