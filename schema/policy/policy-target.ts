/** A database that a policy is applied to. */
export interface PolicyTarget {
  readonly cluster: string;
  /** UID of the cluster, where it is known. */
  readonly clusterUid?: string;
  readonly database: string;
}

const isTarget = (value: unknown): value is PolicyTarget => {
  const { cluster, database, clusterUid } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  return typeof cluster === 'string' && typeof database === 'string' && (clusterUid === undefined || typeof clusterUid === 'string');
};

/** The targets that the input of an operation names. */
export const policyTargets = (input: Readonly<Record<string, unknown>> | undefined): readonly PolicyTarget[] =>
  (Array.isArray(input?.['targets']) ? input['targets'].filter(isTarget) : []);

/** Name of the step that applies a policy to a target. */
export const targetStepName = ({ cluster, database }: PolicyTarget): string => `Apply to ${cluster}, database ${database}`;
