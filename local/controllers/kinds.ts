import type { KubeObject } from '../object.js';
import type { ApiAccess, ListOptions, ObjectKey, Resource } from '../api-access.js';
import type { Claim, ClusterRole, Pod, StorageClass, Volume } from './core-types.js';
import type { Endpoints, EndpointSlice, Service } from './service-types.js';
import type { ControllerRevision, CronJob, DaemonSet, Deployment, DisruptionBudget, Job, ReplicaSet, StatefulSet } from './workload-types.js';

/** A resource together with the type of its objects. */
export interface Kind<T extends KubeObject> extends Resource {
  readonly kind: string;
  readonly apiVersion: string;
  /** Carries the type; never set. */
  readonly objectType?: T;
}

function kind<T extends KubeObject>(apiVersion: string, name: string, plural: string): Kind<T> {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  return { group, version, plural, kind: name, apiVersion };
}

/** The kinds that the controllers read and write. */
export const kinds = {
  pod: kind<Pod>('v1', 'Pod', 'pods'),
  node: kind<KubeObject>('v1', 'Node', 'nodes'),
  claim: kind<Claim>('v1', 'PersistentVolumeClaim', 'persistentvolumeclaims'),
  volume: kind<Volume>('v1', 'PersistentVolume', 'persistentvolumes'),
  storageClass: kind<StorageClass>('storage.k8s.io/v1', 'StorageClass', 'storageclasses'),
  service: kind<Service>('v1', 'Service', 'services'),
  endpoints: kind<Endpoints>('v1', 'Endpoints', 'endpoints'),
  endpointSlice: kind<EndpointSlice>('discovery.k8s.io/v1', 'EndpointSlice', 'endpointslices'),
  revision: kind<ControllerRevision>('apps/v1', 'ControllerRevision', 'controllerrevisions'),
  statefulSet: kind<StatefulSet>('apps/v1', 'StatefulSet', 'statefulsets'),
  daemonSet: kind<DaemonSet>('apps/v1', 'DaemonSet', 'daemonsets'),
  deployment: kind<Deployment>('apps/v1', 'Deployment', 'deployments'),
  replicaSet: kind<ReplicaSet>('apps/v1', 'ReplicaSet', 'replicasets'),
  job: kind<Job>('batch/v1', 'Job', 'jobs'),
  cronJob: kind<CronJob>('batch/v1', 'CronJob', 'cronjobs'),
  disruptionBudget: kind<DisruptionBudget>('policy/v1', 'PodDisruptionBudget', 'poddisruptionbudgets'),
  clusterRole: kind<ClusterRole>('rbac.authorization.k8s.io/v1', 'ClusterRole', 'clusterroles'),
  event: kind<KubeObject>('v1', 'Event', 'events'),
};

/** Reads one object with the type of its kind: the API has validated what it stores. */
export function read<T extends KubeObject>(access: ApiAccess, of: Kind<T>, key: ObjectKey): T | undefined {
  return access.get(of, key) as T | undefined;
}

/** Lists objects with the type of their kind. */
export function readAll<T extends KubeObject>(access: ApiAccess, of: Kind<T>, options: ListOptions = {}): readonly T[] {
  return access.list(of, options) as readonly T[];
}
