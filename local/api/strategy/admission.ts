import type { KubeObject } from '../../object.js';
import type { ApiCore } from '../core.js';
import type { ResourceDefinition } from '../registry/resource-definition.js';
import { admitJob } from './job.js';
import { admitNodePorts } from './node-ports.js';
import { admitPod } from './pod.js';
import { admitService } from './service.js';

type Change = (core: ApiCore, definition: ResourceDefinition, object: KubeObject) => KubeObject;

/** What the server adds to objects of certain kinds before they are checked. */
const onCreate: Readonly<Record<string, Change>> = {
  pods: admitPod,
  'jobs.batch': (_core, _definition, object) => admitJob(object),
  services: (core, _definition, object) => admitNodePorts(core, admitService(core, object)),
  namespaces: (_core, _definition, object) => namespaceLabel({ ...object, spec: { ...(object.spec as object | undefined), finalizers: ['kubernetes'] } }),
  persistentvolumeclaims: (core, _definition, object) => defaultStorageClass(core, protectedBy(object, 'kubernetes.io/pvc-protection')),
  persistentvolumes: (_core, _definition, object) => protectedBy(object, 'kubernetes.io/pv-protection'),
};

/** The state that objects of certain kinds start with, whatever the client sent. */
const initialStatus: Readonly<Record<string, (object: KubeObject) => KubeObject>> = {
  persistentvolumes: (object) => ({ ...object, status: { phase: 'Pending' } }),
};

const onUpdate: Readonly<Record<string, (core: ApiCore, object: KubeObject, old: KubeObject) => KubeObject>> = {
  services: (core, object, old) => admitNodePorts(core, admitService(core, object, old), old),
  namespaces: (_core, object, old) => namespaceLabel({ ...object, spec: old.spec }),
};

/** The object as it is admitted when it is created: what only the API can fill in is there. */
export function admitCreate(core: ApiCore, definition: ResourceDefinition, object: KubeObject): KubeObject {
  return onCreate[definition.storage]?.(core, definition, object) ?? object;
}

/** The object with the status that its kind begins with. */
export function startStatus(definition: ResourceDefinition, object: KubeObject): KubeObject {
  return initialStatus[definition.storage]?.(object) ?? object;
}

/** The object as it is admitted when it is changed. */
export function admitUpdate(core: ApiCore, definition: ResourceDefinition, change: { readonly object: KubeObject; readonly old: KubeObject }): KubeObject {
  return onUpdate[definition.storage]?.(core, change.object, change.old) ?? change.object;
}

function namespaceLabel(namespace: KubeObject): KubeObject {
  const { metadata } = namespace;
  return { ...namespace, metadata: { ...metadata, labels: { ...metadata.labels, 'kubernetes.io/metadata.name': metadata.name } } };
}

function protectedBy(object: KubeObject, finalizer: string): KubeObject {
  const finalizers = object.metadata.finalizers ?? [];
  return finalizers.includes(finalizer) ? object : { ...object, metadata: { ...object.metadata, finalizers: [...finalizers, finalizer] } };
}

function defaultStorageClass(core: ApiCore, claim: KubeObject): KubeObject {
  const spec = claim.spec as { storageClassName?: string } | undefined;
  if (typeof spec !== 'object' || spec === null || spec.storageClassName !== undefined) return claim;
  const standard = core.store.list('storageclasses.storage.k8s.io').find(({ metadata }) => metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true');
  return standard ? { ...claim, spec: { ...spec, storageClassName: standard.metadata.name } } : claim;
}
