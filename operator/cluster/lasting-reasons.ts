import type { ClusterReason } from '../../schema/resource/cluster-conditions.js';

/** Why a cluster is not ready that does not pass by itself: a change does not get on, and an operation is not waited for without end. */
export const LASTING_REASONS: ReadonlySet<string> = new Set<ClusterReason>([
  'InvalidSpec', 'Unschedulable', 'ImageUnavailable', 'VolumeLost', 'VolumeFull', 'CrashLoop', 'ContainerWaiting', 'DatabaseError', 'KubernetesRefused', 'PoolerLoginFailed',
]);
