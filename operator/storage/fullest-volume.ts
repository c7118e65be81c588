import { takenShare, type VolumeSpace } from '../../schema/storage/volume-usage.js';
import type { PersistentVolumeClaim } from '../../kube/core-kinds.js';
import type { ObservedInstance } from '../cluster/world.js';

/** A volume that was measured. */
export interface MeasuredVolume {
  readonly instance: string;
  readonly purpose: 'data' | 'wal';
  /** Size that Kubernetes says it has. */
  readonly size: string;
  readonly space: VolumeSpace;
  /** What is on it; undefined when counting took too long. */
  readonly usedBytes?: number;
  /** Which share of it is taken, from 0 to 1. */
  readonly share: number;
}

/** Size that Kubernetes says a volume has; what is asked for until it says so. */
const sizeOf = (claim: PersistentVolumeClaim | undefined): string | undefined => claim?.status?.capacity?.['storage'] ?? claim?.spec?.resources?.requests?.['storage'];

/** The volumes of an instance that were measured, by purpose. */
export const measuredVolumes = ({ name, usage, claim, walClaim }: ObservedInstance): MeasuredVolume[] => {
  const volume = (purpose: MeasuredVolume['purpose'], space: VolumeSpace | undefined, size: string | undefined): MeasuredVolume[] => {
    if (space === undefined || size === undefined) return [];
    const usedBytes = purpose === 'data' ? usage?.usedBytes : usage?.walBytes;
    return [{ instance: name, purpose, size, space, share: takenShare(space, size), ...(usedBytes === undefined ? {} : { usedBytes }) }];
  };
  return [...volume('data', usage?.data, sizeOf(claim)), ...volume('wal', usage?.wal, sizeOf(walClaim))];
};

/** The fullest volume of an instance; undefined while none was measured. */
export const fullestVolume = (instance: ObservedInstance): MeasuredVolume | undefined => measuredVolumes(instance).sort((left, right) => right.share - left.share)[0];
