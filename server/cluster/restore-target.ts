import type { ClusterSourceInput } from '../../schema/graphql/cluster-inputs.js';
import type { RestoreTargetSpec } from '../../schema/resource/cluster-restore.js';

/** The target of an input, as the operator reads it. */
export const targetOf = ({ at, lsn, backup, restorePoint }: Pick<ClusterSourceInput, 'at' | 'lsn' | 'backup' | 'restorePoint'>): RestoreTargetSpec => ({
  ...(at == null ? {} : { at: at.toISOString() }), ...(lsn == null ? {} : { lsn }), ...(backup == null ? {} : { backup }),
  ...(restorePoint == null ? {} : { restorePoint }),
});
