import { dataClaimName, instanceName, walClaimName } from '../../../schema/naming/names.js';
import type { ClusterWorld } from '../../cluster/world.js';
import { hasWalVolume } from '../../storage/wal-volume.js';
import type { RecoveryJob } from './recovery-job.js';

/** The volumes of an instance, for a Job that works on its data. */
export const instanceClaims = ({ cluster, spec }: ClusterWorld, ordinal: number): Pick<RecoveryJob, 'claim' | 'walClaim'> => {
  const instance = instanceName(cluster.metadata.name, ordinal);
  return { claim: dataClaimName(instance), ...(hasWalVolume(spec) ? { walClaim: walClaimName(instance) } : {}) };
};
