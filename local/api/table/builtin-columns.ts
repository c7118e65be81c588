import type { KubeObject } from '../../object.js';
import { at, count, listAt, numberAt, pairsAt, text, textAt, wide, type Column } from './column.js';
import { age, humanDuration } from './duration.js';
import { podReady, podRestarts, podStatus } from './pod-cells.js';

const name: Column = { ...text('Name', (object) => object.metadata.name), format: 'name' };
const ageColumn = text('Age', (object, now) => age(object.metadata.creationTimestamp, now));
const size = (object: KubeObject, ...paths: string[]): number => paths.reduce((sum, path) => sum + Object.keys((at(object, path) ?? {}) as object).length, 0);
const containers = wide('Containers', (object) => templateOf(object).map((container) => container['name']).join(','));
const images = wide('Images', (object) => templateOf(object).map((container) => container['image']).join(','));
const selector = wide('Selector', (object) => pairsAt(object, 'spec.selector.matchLabels'));
const templateOf = (object: KubeObject): readonly Record<string, unknown>[] =>
  listAt(object, object.kind === 'CronJob' ? 'spec.jobTemplate.spec.template.spec.containers' : 'spec.template.spec.containers');
const accessModes = (modes: unknown): string =>
  (Array.isArray(modes) ? modes : []).map((mode) => ({ ReadWriteOnce: 'RWO', ReadOnlyMany: 'ROX', ReadWriteMany: 'RWX', ReadWriteOncePod: 'RWOP' })[String(mode)] ?? mode).join(',');
const deletingOr = (object: KubeObject, status: string): string => (object.metadata.deletionTimestamp === undefined ? status : 'Terminating');

const core: Record<string, readonly Column[]> = {
  pods: [
    name, text('Ready', podReady), text('Status', podStatus), text('Restarts', podRestarts), ageColumn,
    wide('IP', (pod) => textAt(pod, 'status.podIP')), wide('Node', (pod) => textAt(pod, 'spec.nodeName')),
    wide('Nominated Node', (pod) => textAt(pod, 'status.nominatedNodeName')),
    wide('Readiness Gates', (pod) => readinessGates(pod)),
  ],
  services: [
    name, text('Type', (service) => textAt(service, 'spec.type')), text('Cluster-IP', (service) => textAt(service, 'spec.clusterIP')),
    text('External-IP', externalAddress), text('Port(s)', servicePorts), ageColumn, wide('Selector', (service) => pairsAt(service, 'spec.selector')),
  ],
  configmaps: [name, count('Data', (object) => size(object, 'data', 'binaryData')), ageColumn],
  secrets: [name, text('Type', (object) => textAt(object, 'type')), count('Data', (object) => size(object, 'data')), ageColumn],
  serviceaccounts: [name, ageColumn],
  endpoints: [name, text('Endpoints', endpointAddresses), ageColumn],
  namespaces: [name, text('Status', (object) => textAt(object, 'status.phase')), ageColumn],
  nodes: [
    name, text('Status', nodeStatus), text('Roles', nodeRoles), ageColumn, text('Version', (node) => textAt(node, 'status.nodeInfo.kubeletVersion')),
    wide('Internal-IP', (node) => textAt(listAt(node, 'status.addresses').find(({ type }) => type === 'InternalIP'), 'address')),
    wide('External-IP', () => '<none>'), wide('OS-Image', (node) => textAt(node, 'status.nodeInfo.osImage')),
    wide('Kernel-Version', (node) => textAt(node, 'status.nodeInfo.kernelVersion')), wide('Container-Runtime', (node) => textAt(node, 'status.nodeInfo.containerRuntimeVersion')),
  ],
  persistentvolumeclaims: [
    name, text('Status', (claim) => deletingOr(claim, textAt(claim, 'status.phase'))), text('Volume', (claim) => textAt(claim, 'spec.volumeName', '')),
    text('Capacity', (claim) => textAt(claim, 'status.capacity.storage', '')), text('Access Modes', (claim) => accessModes(at(claim, 'status.accessModes'))),
    text('StorageClass', (claim) => textAt(claim, 'spec.storageClassName', '')), text('VolumeAttributesClass', () => '<unset>'), ageColumn,
    wide('VolumeMode', (claim) => textAt(claim, 'spec.volumeMode', '<unset>')),
  ],
  persistentvolumes: [
    name, text('Capacity', (volume) => textAt(volume, 'spec.capacity.storage')), text('Access Modes', (volume) => accessModes(at(volume, 'spec.accessModes'))),
    text('Reclaim Policy', (volume) => textAt(volume, 'spec.persistentVolumeReclaimPolicy')), text('Status', (volume) => deletingOr(volume, textAt(volume, 'status.phase'))),
    text('Claim', (volume) => (at(volume, 'spec.claimRef') ? `${textAt(volume, 'spec.claimRef.namespace')}/${textAt(volume, 'spec.claimRef.name')}` : '')),
    text('StorageClass', (volume) => textAt(volume, 'spec.storageClassName', '')), text('VolumeAttributesClass', () => '<unset>'),
    text('Reason', (volume) => textAt(volume, 'status.reason', '')), ageColumn, wide('VolumeMode', (volume) => textAt(volume, 'spec.volumeMode', '<unset>')),
  ],
  events: [
    text('Last Seen', (event, now) => age(at(event, 'series.lastObservedTime') ?? at(event, 'lastTimestamp') ?? at(event, 'eventTime') ?? event.metadata.creationTimestamp, now)),
    text('Type', (event) => textAt(event, 'type', '')), text('Reason', (event) => textAt(event, 'reason', '')),
    text('Object', (event) => `${textAt(event, 'involvedObject.kind', '').toLowerCase()}/${textAt(event, 'involvedObject.name', '')}`),
    wide('Subobject', (event) => textAt(event, 'involvedObject.fieldPath', '')),
    wide('Source', (event) => [textAt(event, 'source.component', textAt(event, 'reportingComponent', '')), textAt(event, 'source.host', '')].filter(Boolean).join(', ')),
    text('Message', (event) => textAt(event, 'message', '').trim()),
    wide('First Seen', (event, now) => age(at(event, 'firstTimestamp') ?? at(event, 'eventTime') ?? event.metadata.creationTimestamp, now)),
    { ...count('Count', (event) => numberAt(event, 'count') || 1), priority: 1 }, { ...name, priority: 1 },
  ],
};

const apps: Record<string, readonly Column[]> = {
  deployments: [
    name, text('Ready', (object) => `${numberAt(object, 'status.readyReplicas')}/${numberAt(object, 'spec.replicas')}`),
    count('Up-to-date', (object) => numberAt(object, 'status.updatedReplicas')), count('Available', (object) => numberAt(object, 'status.availableReplicas')),
    ageColumn, containers, images, selector,
  ],
  replicasets: [
    name, count('Desired', (object) => numberAt(object, 'spec.replicas')), count('Current', (object) => numberAt(object, 'status.replicas')),
    count('Ready', (object) => numberAt(object, 'status.readyReplicas')), ageColumn, containers, images, selector,
  ],
  statefulsets: [name, text('Ready', (object) => `${numberAt(object, 'status.readyReplicas')}/${numberAt(object, 'spec.replicas')}`), ageColumn, containers, images],
  daemonsets: [
    name, count('Desired', (object) => numberAt(object, 'status.desiredNumberScheduled')), count('Current', (object) => numberAt(object, 'status.currentNumberScheduled')),
    count('Ready', (object) => numberAt(object, 'status.numberReady')), count('Up-to-date', (object) => numberAt(object, 'status.updatedNumberScheduled')),
    count('Available', (object) => numberAt(object, 'status.numberAvailable')), text('Node Selector', (object) => pairsAt(object, 'spec.template.spec.nodeSelector')),
    ageColumn, containers, images, selector,
  ],
  controllerrevisions: [
    name, text('Controller', (object) => { const owner = object.metadata.ownerReferences?.find(({ controller }) => controller); return owner ? `${owner.kind.toLowerCase()}.apps/${owner.name}` : '<none>'; }),
    count('Revision', (object) => numberAt(object, 'revision')), ageColumn,
  ],
};

const batch: Record<string, readonly Column[]> = {
  jobs: [
    name, text('Status', jobStatus), text('Completions', (job) => `${numberAt(job, 'status.succeeded')}/${textAt(job, 'spec.completions', '1')}`),
    text('Duration', jobDuration), ageColumn, containers, images, selector,
  ],
  cronjobs: [
    name, text('Schedule', (job) => textAt(job, 'spec.schedule')), text('Timezone', (job) => textAt(job, 'spec.timeZone')),
    { ...text('Suspend', (job) => (at(job, 'spec.suspend') === true ? 'True' : 'False')), type: 'boolean' }, count('Active', (job) => listAt(job, 'status.active').length),
    text('Last Schedule', (job, now) => (at(job, 'status.lastScheduleTime') ? age(at(job, 'status.lastScheduleTime'), now) : '<none>')), ageColumn, containers, images, wide('Selector', () => '<none>'),
  ],
};

const bindingColumns: readonly Column[] = [
  name, text('Role', (binding) => `${textAt(binding, 'roleRef.kind')}/${textAt(binding, 'roleRef.name')}`), ageColumn,
  wide('Users', (binding) => subjects(binding, 'User')), wide('Groups', (binding) => subjects(binding, 'Group')), wide('ServiceAccounts', (binding) => subjects(binding, 'ServiceAccount')),
];
const createdAt = text('Created At', (object) => object.metadata.creationTimestamp ?? '');

const BY_GROUP: Readonly<Record<string, Readonly<Record<string, readonly Column[]>>>> = {
  '': core,
  'events.k8s.io': { events: core['events'] ?? [] },
  apps,
  batch,
  'coordination.k8s.io': { leases: [name, text('Holder', (lease) => textAt(lease, 'spec.holderIdentity', '')), ageColumn] },
  policy: {
    poddisruptionbudgets: [
      name, text('Min Available', (budget) => textAt(budget, 'spec.minAvailable', 'N/A')), text('Max Unavailable', (budget) => textAt(budget, 'spec.maxUnavailable', 'N/A')),
      count('Allowed Disruptions', (budget) => numberAt(budget, 'status.disruptionsAllowed')), ageColumn,
    ],
  },
  'apiextensions.k8s.io': { customresourcedefinitions: [name, createdAt] },
  'rbac.authorization.k8s.io': { roles: [name, createdAt], clusterroles: [name, createdAt], rolebindings: bindingColumns, clusterrolebindings: bindingColumns },
  'storage.k8s.io': {
    storageclasses: [
      name, text('Provisioner', (object) => textAt(object, 'provisioner')), text('ReclaimPolicy', (object) => textAt(object, 'reclaimPolicy', 'Delete')),
      text('VolumeBindingMode', (object) => textAt(object, 'volumeBindingMode', 'Immediate')), text('AllowVolumeExpansion', (object) => String(at(object, 'allowVolumeExpansion') === true)), ageColumn,
    ],
  },
  'discovery.k8s.io': {
    endpointslices: [
      name, text('AddressType', (slice) => textAt(slice, 'addressType')), text('Ports', (slice) => listAt(slice, 'ports').map(({ port }) => port).join(',') || '<unset>'),
      text('Endpoints', (slice) => listAt(slice, 'endpoints').flatMap(({ addresses }) => addresses as string[]).join(',') || '<unset>'), ageColumn,
    ],
  },
};

/** The columns of a builtin kind; name and age for one without columns of its own. */
export function builtinColumns(group: string, plural: string): readonly Column[] {
  return BY_GROUP[group]?.[plural] ?? [name, ageColumn];
}

function readinessGates(pod: KubeObject): string {
  const gates = listAt(pod, 'spec.readinessGates');
  const met = gates.filter(({ conditionType }) => listAt(pod, 'status.conditions').some(({ type, status }) => type === conditionType && status === 'True'));
  return gates.length === 0 ? '<none>' : `${met.length}/${gates.length}`;
}

function externalAddress(service: KubeObject): string {
  const ingress = listAt(service, 'status.loadBalancer.ingress').map((entry) => textAt(entry, 'ip', textAt(entry, 'hostname')));
  const external = (at(service, 'spec.externalIPs') ?? []) as string[];
  const type = at(service, 'spec.type');
  if (type === 'ExternalName') return textAt(service, 'spec.externalName');
  if (type === 'LoadBalancer') return [...ingress, ...external].join(',') || '<pending>';
  return external.join(',') || '<none>';
}

function servicePorts(service: KubeObject): string {
  const ports = listAt(service, 'spec.ports').map(({ port, nodePort, protocol }) => `${String(port)}${nodePort ? `:${String(nodePort)}` : ''}/${String(protocol ?? 'TCP')}`);
  return ports.join(',') || '<none>';
}

function endpointAddresses(endpoints: KubeObject): string {
  const all = listAt(endpoints, 'subsets').flatMap((subset) => {
    const ports = listAt(subset, 'ports');
    return listAt(subset, 'addresses').flatMap(({ ip }) => (ports.length === 0 ? [String(ip)] : ports.map(({ port }) => `${String(ip)}:${String(port)}`)));
  });
  if (all.length === 0) return '<none>';
  return all.length > 3 ? `${all.slice(0, 3).join(',')} + ${all.length - 3} more...` : all.join(',');
}

function nodeStatus(node: KubeObject): string {
  const ready = listAt(node, 'status.conditions').find(({ type }) => type === 'Ready');
  const status = ready ? (ready['status'] === 'True' ? 'Ready' : 'NotReady') : 'Unknown';
  return at(node, 'spec.unschedulable') === true ? `${status},SchedulingDisabled` : status;
}

function nodeRoles(node: KubeObject): string {
  const prefix = 'node-role.kubernetes.io/';
  const roles = Object.keys(node.metadata.labels ?? {}).filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  return roles.sort().join(',') || '<none>';
}

function jobStatus(job: KubeObject): string {
  const holds = (type: string): boolean => listAt(job, 'status.conditions').some((condition) => condition['type'] === type && condition['status'] === 'True');
  if (holds('Complete')) return 'Complete';
  if (holds('Failed')) return 'Failed';
  if (job.metadata.deletionTimestamp !== undefined) return 'Terminating';
  if (holds('Suspended')) return 'Suspended';
  if (holds('FailureTarget')) return 'FailureTarget';
  return holds('SuccessCriteriaMet') ? 'SuccessCriteriaMet' : 'Running';
}

function jobDuration(job: KubeObject, now: number): string {
  const start = at(job, 'status.startTime');
  if (typeof start !== 'string') return '';
  const end = at(job, 'status.completionTime');
  return humanDuration((typeof end === 'string' ? Date.parse(end) : now) - Date.parse(start));
}

function subjects(binding: KubeObject, kind: string): string {
  const named = listAt(binding, 'subjects').filter((subject) => subject['kind'] === kind);
  return named.map((subject) => (kind === 'ServiceAccount' ? `${String(subject['namespace'])}/${String(subject['name'])}` : String(subject['name']))).join(', ');
}
