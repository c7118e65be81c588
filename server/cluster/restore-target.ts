import type { ClusterSourceInput } from '../../schema/graphql/cluster-inputs.js';
import type { RestoreTargetSpec } from '../../schema/resource/cluster-restore.js';

/** The target of an input, as the operator reads it. */
export const targetOf = ({ at, lsn, backup }: Pick<ClusterSourceInput, 'at' | 'lsn' | 'backup'>): RestoreTargetSpec => ({
  ...(at == null ? {} : { at: at.toISOString() }), ...(lsn == null ? {} : { lsn }), ...(backup == null ? {} : { backup }),
});
