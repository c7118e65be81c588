import { dataClaimName, instanceName, walClaimName } from '../../../schema/naming/names.js';
import { parseQuantity } from '../../../schema/validation/quantity.js';
import type { PersistentVolumeClaim } from '../../../kube/core-kinds.js';
import { instanceLabels, unownedMeta, type DesireInput } from './desire-input.js';

/** The volume claims of an instance: of its data, and of its WAL where that has a volume of its own. */
export const desireClaims = (input: DesireInput, ordinal: number): PersistentVolumeClaim[] => {
  const { cluster, instances, spec: { storage: { size, walSize } } } = input.world;
  const instance = instanceName(cluster.metadata.name, ordinal);
  const found = instances.find((one) => one.ordinal === ordinal);
  return [
    desireClaim(input, { instance, name: dataClaimName(instance), current: found?.claim, size }),
    ...(walSize === undefined ? [] : [desireClaim(input, { instance, name: walClaimName(instance), current: found?.walClaim, size: walSize })]),
  ];
};

interface WantedClaim {
  readonly instance: string;
  readonly name: string;
  readonly current: PersistentVolumeClaim | undefined;
  readonly size: string;
}

/** It grows with the specification and never shrinks; its class stays as it is. */
const desireClaim = ({ world: { cluster, spec }, settings }: DesireInput, { instance, name, current, size }: WantedClaim): PersistentVolumeClaim => {
  const has = current?.spec?.resources?.requests?.['storage'];
  const storage = has !== undefined && (parseQuantity(has) ?? 0) > (parseQuantity(size) ?? 0) ? has : size;
  const storageClassName = current === undefined ? spec.storage.storageClassName ?? settings.storageClass : undefined;
  return {
    apiVersion: 'v1', kind: 'PersistentVolumeClaim',
    metadata: unownedMeta(cluster, name, instanceLabels(cluster.metadata.name, instance)),
    spec: {
      accessModes: ['ReadWriteOnce'], resources: { requests: { storage } },
      ...(storageClassName === undefined ? {} : { storageClassName }),
    },
  };
};
