import type { ApiAccess } from '../../api-access.js';
import { ownObject, type Controller } from '../controller.js';
import type { StorageClass } from '../core-types.js';
import { kinds, read, readAll } from '../kinds.js';
import { create, perform } from '../plan.js';

/** The class of claims that name none. */
export const LOCAL_CLASS = 'local';
/** Who makes volumes of that class: a directory of this machine for each. */
export const LOCAL_PROVISIONER = 'local/host-path';
const DEFAULT_ANNOTATION = 'storageclass.kubernetes.io/is-default-class';

/** Keeps the default storage class there: without it no claim would ever be bound. */
export function storageClassController(): Controller {
  return {
    name: 'storage-class',
    kind: kinds.storageClass,
    triggers: [ownObject(kinds.storageClass)],
    initialKeys: [{ name: LOCAL_CLASS }],
    visit: async (access, key) => {
      if (key.name !== LOCAL_CLASS || read(access, kinds.storageClass, key)) return undefined;
      return perform(access, { actions: [create(kinds.storageClass, localClass())] });
    },
  };
}

/** The class that a claim without a class gets: the newest one that is marked as the default. */
export function defaultClass(access: ApiAccess): StorageClass | undefined {
  const marked = readAll(access, kinds.storageClass).filter(({ metadata }) => metadata.annotations?.[DEFAULT_ANNOTATION] === 'true');
  return marked.sort((left, right) => (left.metadata.creationTimestamp ?? '').localeCompare(right.metadata.creationTimestamp ?? '')).at(-1);
}

function localClass(): StorageClass {
  return {
    apiVersion: kinds.storageClass.apiVersion,
    kind: kinds.storageClass.kind,
    metadata: { name: LOCAL_CLASS, annotations: { [DEFAULT_ANNOTATION]: 'true' } },
    provisioner: LOCAL_PROVISIONER,
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
    allowVolumeExpansion: true,
  };
}
