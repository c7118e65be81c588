import { ANNOTATION_POLICIES } from '../../schema/naming/labels.js';
import type { Condition } from '../../schema/resource/meta.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { OperationKind, OperationStepStatus } from '../../schema/resource/postgres-operation.js';

/** Value of the annotation of a cluster whose policies are applied; any other says why they are not. */
export const POLICIES_APPLIED = 'applied';

/** One step as it is now, without its times. */
export type StepNow = Pick<OperationStepStatus, 'name' | 'message' | 'current' | 'max' | 'unit'> & {
  readonly done: boolean;
  /** Whether it waits for a step before it; otherwise a step that is not done runs. */
  readonly waiting?: boolean;
  /** Whether it has failed, where others go on. */
  readonly failed?: boolean;
};

const conditionOf = (cluster: PostgresCluster, type: string): Condition | undefined => cluster.status?.conditions?.find((condition) => condition.type === type);
const isTrue = (condition: Condition | undefined): boolean => condition?.status === 'True';

/** Whether the operator has looked at the specification as it is now. */
export const isObserved = ({ metadata, status }: PostgresCluster): boolean =>
  status?.observedGeneration !== undefined && status.observedGeneration >= (metadata.generation ?? 0);

/** Whether the cluster is as its specification asks. */
export const isReady = (cluster: PostgresCluster): boolean => isObserved(cluster) && isTrue(conditionOf(cluster, 'Ready'));

const conditionStep = (cluster: PostgresCluster, name: string, type: string): StepNow => {
  const condition = conditionOf(cluster, type);
  return { name, done: isObserved(cluster) && isTrue(condition), message: condition?.message ?? 'Waits for the operator.' };
};

const replicaStep = (cluster: PostgresCluster, name: string): StepNow => {
  const max = cluster.spec.replicas ?? 0;
  const ready = (cluster.status?.instances ?? []).filter((instance) => instance.ready && instance.name !== cluster.status?.primary).length;
  return { ...conditionStep(cluster, name, 'ReplicasReady'), current: Math.min(ready, max), max, unit: 'replicas' };
};

const readyStep = (cluster: PostgresCluster): StepNow => ({
  name: 'Ready', done: isReady(cluster),
  message: conditionOf(cluster, 'Ready')?.message ?? 'Waits for the operator.',
});

const stoppedStep = (cluster: PostgresCluster): StepNow => ({
  name: 'Stop the instances', done: isObserved(cluster) && cluster.status?.state === 'STOPPED',
  message: conditionOf(cluster, 'Ready')?.message ?? 'Waits for the operator.',
});

const STORED: StepNow = { name: 'Store the request', done: true, message: 'The specification is stored.' };
const NOT_STORED: StepNow = { ...STORED, done: false, message: 'Waits for the specification to be stored.' };

const later = (name: string): StepNow => ({ name, done: false, message: '' });

/** What came of the policies that a cluster was to be made with. */
export const initialPolicies = ({ metadata }: PostgresCluster): { readonly isApplied: boolean; readonly failure?: string | undefined } => {
  const text = metadata.annotations?.[ANNOTATION_POLICIES];
  return { isApplied: text === POLICIES_APPLIED, failure: text === undefined || text === POLICIES_APPLIED ? undefined : text };
};

const policiesStep = (cluster: PostgresCluster): StepNow => {
  const { isApplied, failure } = initialPolicies(cluster);
  return { name: 'Apply the policies', done: isApplied, message: isApplied ? 'The policies are applied.' : failure ?? 'They are applied once the databases are there.' };
};

const certificatesStep = (cluster: PostgresCluster): StepNow => conditionStep(cluster, 'Issue certificates', 'CertificatesValid');

/** There is none where nobody asks for a pooler; what is turned off is waited for until its condition has gone. */
const poolerSteps = (cluster: PostgresCluster): StepNow[] => (cluster.spec.pooler?.enabled === true ? [conditionStep(cluster, 'Start the pooler', 'PoolerReady')] : []);

/** Kinds whose change is one of the cluster's specification, which the cluster then follows. */
export type SpecKind = Extract<OperationKind, 'CreateCluster' | 'UpdateCluster' | 'ScaleCluster' | 'StopCluster' | 'StartCluster' | 'PromoteCluster' | 'DeleteCluster'>;

const configuration = (cluster: PostgresCluster): Condition | undefined => conditionOf(cluster, 'ConfigurationApplied');

const appliedStep = (cluster: PostgresCluster): StepNow => {
  const done = isObserved(cluster) && configuration(cluster)?.reason !== 'Reloading';
  return { name: 'Apply the settings', done, message: done ? 'Every instance has them.' : isObserved(cluster) ? configuration(cluster)?.message ?? '' : 'Waits for the operator.' };
};

/** The steps of a change that PostgreSQL restarts for: replicas first, then the primary hands over and is a replica itself. */
const restartSteps = (cluster: PostgresCluster, restarts: boolean): StepNow[] => {
  if (!restarts) return [];
  const { instances = [], primary } = cluster.status ?? {};
  const isApplied = appliedStep(cluster).done;
  const waits = (isPrimary: boolean): boolean => instances.some(({ name, pendingRestart }) => pendingRestart === true && (name === primary) === isPrimary);
  const message = configuration(cluster)?.message ?? '';
  const step = (name: string, done: boolean): StepNow => ({ name, done: isApplied && done, waiting: !isApplied, message: isApplied && done ? '' : message });
  const all = step('Restart every instance', configuration(cluster)?.status === 'True');
  if ((cluster.spec.replicas ?? 0) === 0) return [all];
  return [step('Restart the replicas', !waits(false)), step('Move the primary', !waits(true)), all];
};

const STEPS: Readonly<Record<SpecKind, (cluster: PostgresCluster, restarts?: boolean) => StepNow[]>> = {
  CreateCluster: (cluster) => [
    certificatesStep(cluster),
    conditionStep(cluster, 'Start the primary', 'PrimaryAvailable'),
    conditionStep(cluster, 'Create users and databases', 'DatabasesReady'),
    ...((cluster.spec.policies ?? []).length > 0 ? [policiesStep(cluster)] : []),
    ...((cluster.spec.replicas ?? 0) > 0 ? [replicaStep(cluster, 'Start the replicas')] : []),
    ...poolerSteps(cluster),
    readyStep(cluster),
  ],
  ScaleCluster: (cluster) => [replicaStep(cluster, 'Change the replicas'), readyStep(cluster)],
  UpdateCluster: (cluster, restarts = false) => [
    appliedStep(cluster),
    ...restartSteps(cluster, restarts),
    ...poolerSteps(cluster),
    readyStep(cluster),
  ],
  StopCluster: (cluster) => [stoppedStep(cluster)],
  StartCluster: (cluster) => [
    conditionStep(cluster, 'Start the primary', 'PrimaryAvailable'),
    ...((cluster.spec.replicas ?? 0) > 0 ? [replicaStep(cluster, 'Start the replicas')] : []),
    readyStep(cluster),
  ],
  PromoteCluster: (cluster) => [
    { name: 'Promote', done: isObserved(cluster) && cluster.status?.standby?.following === false, message: conditionOf(cluster, 'Standby')?.message ?? 'Waits for the operator.' },
    readyStep(cluster),
  ],
  DeleteCluster: () => [{ name: 'Remove everything', done: false, message: 'Instances, then volumes, services and credentials are being removed.' }],
};

/** Whether operations of a kind are followed by the status of their cluster alone. */
export const isSpecKind = (kind: OperationKind): kind is SpecKind => Object.hasOwn(STEPS, kind);

/** The steps of an operation whose change is stored. */
export const stepsOf = (kind: SpecKind, cluster: PostgresCluster, restarts?: boolean): StepNow[] => [STORED, ...STEPS[kind](cluster, restarts)];

const EMPTY: PostgresCluster = { apiVersion: 'pgo.dev/v1', kind: 'PostgresCluster', metadata: { name: '' }, spec: {} };

/** The steps of an operation whose change is not stored yet. */
export const stepsBefore = (kind: SpecKind, restarts?: boolean): StepNow[] => [NOT_STORED, ...STEPS[kind](EMPTY, restarts).map(({ name }) => later(name))];

/** The steps of a deletion that is done. */
export const stepsOfDeleted = (): StepNow[] =>
  [STORED, { name: 'Remove everything', done: true, message: 'Nothing of the cluster is left but what was to be kept.' }];
