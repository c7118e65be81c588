import type { Condition } from '../../schema/resource/meta.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { OperationKind, OperationStepStatus } from '../../schema/resource/postgres-operation.js';

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

const certificatesStep = (cluster: PostgresCluster): StepNow => conditionStep(cluster, 'Issue certificates', 'CertificatesValid');

/** Kinds whose change is one of the cluster's specification, which the cluster then follows. */
export type SpecKind = Extract<OperationKind, 'CreateCluster' | 'UpdateCluster' | 'ScaleCluster' | 'StopCluster' | 'StartCluster' | 'DeleteCluster'>;

const STEPS: Readonly<Record<SpecKind, (cluster: PostgresCluster) => StepNow[]>> = {
  CreateCluster: (cluster) => [
    certificatesStep(cluster),
    conditionStep(cluster, 'Start the primary', 'PrimaryAvailable'),
    conditionStep(cluster, 'Create users and databases', 'DatabasesReady'),
    ...((cluster.spec.replicas ?? 0) > 0 ? [replicaStep(cluster, 'Start the replicas')] : []),
    readyStep(cluster),
  ],
  ScaleCluster: (cluster) => [replicaStep(cluster, 'Change the replicas'), readyStep(cluster)],
  UpdateCluster: (cluster) => [
    { name: 'Apply the settings', done: isObserved(cluster), message: isObserved(cluster) ? 'The settings are applied.' : 'Waits for the operator.' },
    readyStep(cluster),
  ],
  StopCluster: (cluster) => [stoppedStep(cluster)],
  StartCluster: (cluster) => [
    conditionStep(cluster, 'Start the primary', 'PrimaryAvailable'),
    ...((cluster.spec.replicas ?? 0) > 0 ? [replicaStep(cluster, 'Start the replicas')] : []),
    readyStep(cluster),
  ],
  DeleteCluster: () => [{ name: 'Remove everything', done: false, message: 'Instances, then volumes, services and credentials are being removed.' }],
};

/** Whether operations of a kind are followed by the status of their cluster alone. */
export const isSpecKind = (kind: OperationKind): kind is SpecKind => Object.hasOwn(STEPS, kind);

/** The steps of an operation whose change is stored. */
export const stepsOf = (kind: SpecKind, cluster: PostgresCluster): StepNow[] => [STORED, ...STEPS[kind](cluster)];

const EMPTY: PostgresCluster = { apiVersion: 'pgo.dev/v1', kind: 'PostgresCluster', metadata: { name: '' }, spec: {} };

/** The steps of an operation whose change is not stored yet. */
export const stepsBefore = (kind: SpecKind): StepNow[] => [NOT_STORED, ...STEPS[kind](EMPTY).map(({ name }) => later(name))];

/** The steps of a deletion that is done. */
export const stepsOfDeleted = (): StepNow[] =>
  [STORED, { name: 'Remove everything', done: true, message: 'Nothing of the cluster is left but what was to be kept.' }];
