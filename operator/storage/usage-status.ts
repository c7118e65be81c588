import type { InstanceStatus } from '../../schema/resource/postgres-cluster.js';
import type { ObservedInstance } from '../cluster/world.js';
import { measuredVolumes } from './fullest-volume.js';

/** What is shown of an instance's volumes; what was not measured is left out. */
export const usageStatus = (instance: ObservedInstance): Pick<InstanceStatus, 'dataBytes' | 'walBytes' | 'volumes'> => {
  const volumes = measuredVolumes(instance).map(({ purpose, share }) => ({ purpose, usedPercent: Math.round(share * 100) }));
  return { dataBytes: instance.usage?.dataBytes, walBytes: instance.usage?.walBytes, ...(volumes.length === 0 ? {} : { volumes }) };
};
