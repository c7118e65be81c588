/** What every container of ours may do: nothing but run, without a right that root has and without writing to its image. */
export const RESTRICTED_CONTAINER = {
  allowPrivilegeEscalation: false, privileged: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] },
} as const;
