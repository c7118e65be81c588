import { dataClaimName, instanceName } from '../../../schema/naming/names.js';
import { parseQuantity } from '../../../schema/validation/quantity.js';
import type { PersistentVolumeClaim } from '../../../kube/core-kinds.js';
import { instanceLabels, unownedMeta, type DesireInput } from './desire-input.js';

/** The volume claim of an instance. It grows with the specification and never shrinks; its class stays as it is. */
export const desireClaim = ({ world, settings }: DesireInput, ordinal: number): PersistentVolumeClaim => {
  const { cluster, spec } = world;
  const instance = instanceName(cluster.metadata.name, ordinal);
  const current = world.instances.find((found) => found.ordinal === ordinal)?.claim;
  const has = current?.spec?.resources?.requests?.['storage'];
  const storage = has !== undefined && (parseQuantity(has) ?? 0) > (parseQuantity(spec.storage.size) ?? 0) ? has : spec.storage.size;
  const storageClassName = current === undefined ? spec.storage.storageClassName ?? settings.storageClass : undefined;
  return {
    apiVersion: 'v1', kind: 'PersistentVolumeClaim',
    metadata: unownedMeta(cluster, dataClaimName(instance), instanceLabels(cluster.metadata.name, instance)),
    spec: {
      accessModes: ['ReadWriteOnce'], resources: { requests: { storage } },
      ...(storageClassName === undefined ? {} : { storageClassName }),
    },
  };
};
