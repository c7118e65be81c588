/** The kinds of Kubernetes that we read and write, each with the part of its fields that we use. */
import type { Condition } from '../schema/resource/meta.js';
import type { Kind, KubeObject } from './kube-object.js';

export interface ContainerStatus {
  readonly name: string;
  readonly ready: boolean;
  readonly started?: boolean;
  readonly restartCount: number;
  readonly state?: ContainerState;
  readonly lastState?: ContainerState;
}
export interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly running?: { readonly startedAt?: string };
  readonly terminated?: {
    readonly exitCode: number; readonly reason?: string; readonly message?: string; readonly startedAt?: string; readonly finishedAt?: string;
  };
}
export interface Pod extends KubeObject {
  spec?: { readonly nodeName?: string } & Readonly<Record<string, unknown>>;
  status?: {
    readonly phase?: string;
    readonly podIP?: string;
    readonly reason?: string;
    readonly message?: string;
    readonly startTime?: string;
    readonly conditions?: readonly Pick<Condition, 'type' | 'status' | 'reason' | 'message'>[];
    readonly containerStatuses?: readonly ContainerStatus[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
  };
}
export interface StatefulSet extends KubeObject {
  spec?: Record<string, unknown> & { readonly replicas?: number };
  status?: { readonly replicas?: number; readonly readyReplicas?: number; readonly updateRevision?: string; readonly currentRevision?: string };
}
export interface Deployment extends KubeObject {
  spec?: Record<string, unknown> & { readonly replicas?: number };
  status?: { readonly observedGeneration?: number; readonly replicas?: number; readonly updatedReplicas?: number; readonly readyReplicas?: number };
}
export interface Service extends KubeObject {
  spec?: { readonly clusterIP?: string; readonly selector?: Record<string, string> } & Record<string, unknown>;
}
export interface Secret extends KubeObject {
  /** Values in base64. */
  data?: Record<string, string>;
  stringData?: Record<string, string>;
  type?: string;
}
export interface ConfigMap extends KubeObject {
  data?: Record<string, string>;
}
export interface PersistentVolumeClaim extends KubeObject {
  spec?: { readonly resources?: { readonly requests?: Record<string, string> } } & Record<string, unknown>;
  status?: { readonly phase?: string; readonly capacity?: Record<string, string> };
}
export interface Job extends KubeObject {
  spec?: Record<string, unknown>;
  status?: {
    readonly active?: number; readonly succeeded?: number; readonly failed?: number; readonly startTime?: string; readonly completionTime?: string;
    readonly conditions?: readonly (Pick<Condition, 'type' | 'status' | 'reason' | 'message'> & Partial<Pick<Condition, 'lastTransitionTime'>>)[];
  };
}
export interface LeaseSpec {
  holderIdentity?: string;
  leaseDurationSeconds?: number;
  acquireTime?: string;
  renewTime?: string;
  leaseTransitions?: number;
}
export interface Lease extends KubeObject {
  spec?: LeaseSpec;
}
/** A Kubernetes Event: a happening on an object, for people. */
export interface KubeEvent extends KubeObject {
  involvedObject: { apiVersion: string; kind: string; name: string; namespace?: string; uid?: string };
  reason: string;
  message: string;
  type: 'Normal' | 'Warning';
  firstTimestamp?: string;
  lastTimestamp?: string;
  count?: number;
  source?: { component: string };
  reportingComponent?: string;
}

/** A node, of which it matters whether it takes pods. */
export interface Node extends KubeObject {
  spec?: { unschedulable?: boolean };
}

/** The kinds by the name of their objects. */
export const NODE: Kind<Node> = { apiVersion: 'v1', kind: 'Node', plural: 'nodes', namespaced: false };
export const POD: Kind<Pod> = { apiVersion: 'v1', kind: 'Pod', plural: 'pods', namespaced: true };
export const SERVICE: Kind<Service> = { apiVersion: 'v1', kind: 'Service', plural: 'services', namespaced: true };
export const SECRET: Kind<Secret> = { apiVersion: 'v1', kind: 'Secret', plural: 'secrets', namespaced: true };
export const CONFIG_MAP: Kind<ConfigMap> = { apiVersion: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true };
/** The ConfigMaps that are schedules, whoever wrote them; the other ones are kept only when they belong to a cluster. */
export const SCHEDULE_CONFIG_MAP: Kind<ConfigMap> = { ...CONFIG_MAP, part: 'schedules' };
export const NAMESPACE: Kind = { apiVersion: 'v1', kind: 'Namespace', plural: 'namespaces', namespaced: false };
export const EVENT: Kind<KubeEvent> = { apiVersion: 'v1', kind: 'Event', plural: 'events', namespaced: true };
export const SERVICE_ACCOUNT: Kind = { apiVersion: 'v1', kind: 'ServiceAccount', plural: 'serviceaccounts', namespaced: true };
export const PERSISTENT_VOLUME_CLAIM: Kind<PersistentVolumeClaim> = {
  apiVersion: 'v1', kind: 'PersistentVolumeClaim', plural: 'persistentvolumeclaims', namespaced: true,
};
export const STATEFUL_SET: Kind<StatefulSet> = { apiVersion: 'apps/v1', kind: 'StatefulSet', plural: 'statefulsets', namespaced: true };
export const DEPLOYMENT: Kind<Deployment> = { apiVersion: 'apps/v1', kind: 'Deployment', plural: 'deployments', namespaced: true };
export const ROLE: Kind = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', plural: 'roles', namespaced: true };
export const ROLE_BINDING: Kind = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', plural: 'rolebindings', namespaced: true };
export const POD_DISRUPTION_BUDGET: Kind = {
  apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', plural: 'poddisruptionbudgets', namespaced: true,
};
export const NETWORK_POLICY: Kind = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', plural: 'networkpolicies', namespaced: true };
export const LEASE: Kind<Lease> = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', plural: 'leases', namespaced: true };
export const JOB: Kind<Job> = { apiVersion: 'batch/v1', kind: 'Job', plural: 'jobs', namespaced: true };
