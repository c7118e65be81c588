import { builtinSchema } from '../../schema/builtin.js';
import { readEvent, writeEvent } from './event-conversion.js';
import { ALL_VERBS, type ResourceDefinition, type Subresource } from './resource-definition.js';

interface Builtin {
  readonly kind: string;
  readonly plural?: string;
  readonly cluster?: true;
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly verbs?: readonly string[];
  readonly status?: true;
  readonly scale?: true;
  readonly subresources?: readonly Subresource[];
  readonly fieldLabels?: readonly string[];
  readonly createOnUpdate?: true;
  readonly returnsDeleted?: true;
  readonly graceful?: true;
  readonly storage?: string;
  readonly conversion?: ResourceDefinition['conversion'];
}

/** Kinds whose PUT must name the resourceVersion it was made from. */
const CONDITIONAL: ReadonlySet<string> = new Set(['Lease', 'EndpointSlice', 'PodDisruptionBudget', 'ServiceAccount', 'Namespace', 'CustomResourceDefinition', 'CSIDriver', 'CSINode', 'VolumeAttachment']);
const STREAM = ['create', 'get'];
const PROXY = ['create', 'delete', 'get', 'patch', 'update'];
const EVENT_FIELDS = [
  'involvedObject.kind', 'involvedObject.namespace', 'involvedObject.name', 'involvedObject.uid', 'involvedObject.apiVersion',
  'involvedObject.resourceVersion', 'involvedObject.fieldPath', 'reason', 'reportingComponent', 'source', 'type',
];

const core: readonly Builtin[] = [
  {
    kind: 'Pod', shortNames: ['po'], categories: ['all'], status: true, returnsDeleted: true, graceful: true,
    fieldLabels: ['spec.nodeName', 'spec.restartPolicy', 'spec.schedulerName', 'spec.serviceAccountName', 'spec.hostNetwork', 'status.phase', 'status.podIP', 'status.podIPs', 'status.nominatedNodeName'],
    subresources: [
      { name: 'attach', kind: 'PodAttachOptions', verbs: STREAM },
      { name: 'binding', kind: 'Binding', verbs: ['create'] },
      { name: 'ephemeralcontainers', kind: 'Pod', verbs: ['get', 'patch', 'update'] },
      { name: 'eviction', kind: 'Eviction', group: 'policy', version: 'v1', verbs: ['create'] },
      { name: 'exec', kind: 'PodExecOptions', verbs: STREAM },
      { name: 'log', kind: 'Pod', verbs: ['get'] },
      { name: 'portforward', kind: 'PodPortForwardOptions', verbs: STREAM },
      { name: 'proxy', kind: 'PodProxyOptions', verbs: PROXY },
      { name: 'resize', kind: 'Pod', verbs: ['get', 'patch', 'update'] },
    ],
  },
  { kind: 'Service', shortNames: ['svc'], categories: ['all'], status: true, returnsDeleted: true, fieldLabels: ['spec.clusterIP', 'spec.type'] },
  { kind: 'Endpoints', plural: 'endpoints', shortNames: ['ep'] },
  { kind: 'ConfigMap', shortNames: ['cm'] },
  { kind: 'Secret', fieldLabels: ['type'] },
  { kind: 'ServiceAccount', shortNames: ['sa'], returnsDeleted: true, subresources: [{ name: 'token', kind: 'TokenRequest', group: 'authentication.k8s.io', version: 'v1', verbs: ['create'] }] },
  {
    kind: 'Namespace', cluster: true, shortNames: ['ns'], status: true, verbs: ALL_VERBS.filter((verb) => verb !== 'deletecollection'), fieldLabels: ['status.phase'],
    subresources: [{ name: 'finalize', kind: 'Namespace', verbs: ['update'] }],
  },
  { kind: 'Node', cluster: true, shortNames: ['no'], status: true, fieldLabels: ['spec.unschedulable'], subresources: [{ name: 'proxy', kind: 'NodeProxyOptions', verbs: PROXY }] },
  { kind: 'PersistentVolume', cluster: true, shortNames: ['pv'], status: true, returnsDeleted: true },
  { kind: 'PersistentVolumeClaim', shortNames: ['pvc'], status: true, returnsDeleted: true },
  { kind: 'Event', shortNames: ['ev'], fieldLabels: EVENT_FIELDS, createOnUpdate: true },
  { kind: 'ReplicationController', shortNames: ['rc'], categories: ['all'], status: true, scale: true, fieldLabels: ['status.replicas'] },
  { kind: 'LimitRange', shortNames: ['limits'], createOnUpdate: true },
  { kind: 'ResourceQuota', shortNames: ['quota'], status: true, returnsDeleted: true },
  { kind: 'PodTemplate', returnsDeleted: true },
  { kind: 'Binding', verbs: ['create'] },
];

const groups: readonly { group: string; version: string; kinds: readonly Builtin[] }[] = [
  { group: '', version: 'v1', kinds: core },
  {
    group: 'apps', version: 'v1', kinds: [
      { kind: 'Deployment', shortNames: ['deploy'], categories: ['all'], status: true, scale: true },
      { kind: 'StatefulSet', shortNames: ['sts'], categories: ['all'], status: true, scale: true },
      { kind: 'ReplicaSet', shortNames: ['rs'], categories: ['all'], status: true, scale: true, fieldLabels: ['status.replicas'] },
      { kind: 'DaemonSet', shortNames: ['ds'], categories: ['all'], status: true },
      { kind: 'ControllerRevision' },
    ],
  },
  {
    group: 'batch', version: 'v1', kinds: [
      { kind: 'Job', categories: ['all'], status: true, fieldLabels: ['status.successful'] },
      { kind: 'CronJob', shortNames: ['cj'], categories: ['all'], status: true },
    ],
  },
  { group: 'coordination.k8s.io', version: 'v1', kinds: [{ kind: 'Lease', createOnUpdate: true }] },
  { group: 'policy', version: 'v1', kinds: [{ kind: 'PodDisruptionBudget', shortNames: ['pdb'], status: true }] },
  { group: 'discovery.k8s.io', version: 'v1', kinds: [{ kind: 'EndpointSlice' }] },
  {
    group: 'rbac.authorization.k8s.io', version: 'v1', kinds: [
      { kind: 'Role', createOnUpdate: true },
      { kind: 'RoleBinding', createOnUpdate: true },
      { kind: 'ClusterRole', cluster: true, createOnUpdate: true },
      { kind: 'ClusterRoleBinding', cluster: true, createOnUpdate: true },
    ],
  },
  {
    group: 'storage.k8s.io', version: 'v1', kinds: [
      { kind: 'StorageClass', plural: 'storageclasses', cluster: true, shortNames: ['sc'], returnsDeleted: true },
      { kind: 'VolumeAttachment', cluster: true, status: true, returnsDeleted: true },
      { kind: 'CSIDriver', cluster: true, returnsDeleted: true },
      { kind: 'CSINode', cluster: true, returnsDeleted: true },
    ],
  },
  {
    group: 'networking.k8s.io', version: 'v1', kinds: [
      { kind: 'NetworkPolicy', plural: 'networkpolicies', shortNames: ['netpol'] },
      { kind: 'Ingress', plural: 'ingresses', shortNames: ['ing'], status: true },
      { kind: 'IngressClass', plural: 'ingressclasses', cluster: true },
    ],
  },
  { group: 'autoscaling', version: 'v2', kinds: [{ kind: 'HorizontalPodAutoscaler', shortNames: ['hpa'], categories: ['all'], status: true }] },
  { group: 'scheduling.k8s.io', version: 'v1', kinds: [{ kind: 'PriorityClass', plural: 'priorityclasses', cluster: true, shortNames: ['pc'] }] },
  {
    group: 'events.k8s.io', version: 'v1', kinds: [
      {
        kind: 'Event', shortNames: ['ev'], createOnUpdate: true, storage: 'events', conversion: { read: readEvent, write: writeEvent },
        fieldLabels: ['reason', 'regarding.kind', 'regarding.name', 'regarding.namespace', 'regarding.uid', 'reportingController', 'type'],
      },
    ],
  },
  {
    group: 'apiextensions.k8s.io', version: 'v1', kinds: [
      { kind: 'CustomResourceDefinition', cluster: true, shortNames: ['crd', 'crds'], categories: ['api-extensions'], status: true },
    ],
  },
  {
    group: 'authentication.k8s.io', version: 'v1', kinds: [
      { kind: 'TokenReview', cluster: true, verbs: ['create'] },
      { kind: 'SelfSubjectReview', cluster: true, verbs: ['create'] },
    ],
  },
  {
    group: 'authorization.k8s.io', version: 'v1', kinds: [
      { kind: 'SelfSubjectAccessReview', cluster: true, verbs: ['create'] },
      { kind: 'SubjectAccessReview', cluster: true, verbs: ['create'] },
      { kind: 'LocalSubjectAccessReview', verbs: ['create'] },
      { kind: 'SelfSubjectRulesReview', cluster: true, verbs: ['create'] },
    ],
  },
];

/** The builtin resources in the order in which discovery lists their groups. */
export function builtinResources(): ResourceDefinition[] {
  return groups.flatMap(({ group, version, kinds }) => kinds.map((kind) => define(group, version, kind)));
}

function define(group: string, version: string, builtin: Builtin): ResourceDefinition {
  const { kind } = builtin;
  const plural = builtin.plural ?? `${kind.toLowerCase()}s`;
  return {
    group, version, plural, kind,
    listKind: `${kind}List`,
    singular: kind.toLowerCase(),
    namespaced: !builtin.cluster,
    shortNames: builtin.shortNames ?? [],
    categories: builtin.categories ?? [],
    verbs: builtin.verbs ?? ALL_VERBS,
    subresources: subresourcesOf(builtin),
    storage: builtin.storage ?? (group ? `${plural}.${group}` : plural),
    schema: builtinSchema(group, version, kind) ?? {
      group, version, kind, namespaced: !builtin.cluster, custom: false, root: { type: 'object', preserveUnknown: true }, statusSubresource: builtin.status ?? false, counted: false,
    },
    custom: false,
    fieldLabels: builtin.fieldLabels ?? [],
    conditionalUpdate: CONDITIONAL.has(kind),
    createOnUpdate: builtin.createOnUpdate ?? false,
    returnsDeleted: builtin.returnsDeleted ?? false,
    graceful: builtin.graceful ?? false,
    ...(builtin.conversion ? { conversion: builtin.conversion } : {}),
  };
}

function subresourcesOf(builtin: Builtin): Subresource[] {
  return [
    ...(builtin.subresources ?? []),
    ...(builtin.scale ? [{ name: 'scale', kind: 'Scale', group: 'autoscaling', version: 'v1', verbs: ['get', 'patch', 'update'] }] : []),
    ...(builtin.status ? [{ name: 'status', kind: builtin.kind, verbs: ['get', 'patch', 'update'] }] : []),
  ].sort((left, right) => (left.name < right.name ? -1 : 1));
}
