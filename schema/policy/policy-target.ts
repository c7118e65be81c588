import { applicationDatabase } from '../resource/cluster-defaults.js';
import type { PostgresCluster } from '../resource/postgres-cluster.js';
import type { PostgresOperation } from '../resource/postgres-operation.js';

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

/** The databases that an operation applies its policy to; of one written by hand that names none, its own cluster's. */
export const targetsOf = ({ input }: PostgresOperation['spec'], cluster: Pick<PostgresCluster, 'metadata' | 'spec'> | undefined): readonly PolicyTarget[] => {
  const targets = policyTargets(input);
  if (targets.length > 0 || cluster === undefined) return targets;
  const database = input?.['database'];
  return [{ cluster: cluster.metadata.name, database: typeof database === 'string' ? database : applicationDatabase(cluster.metadata.name, cluster.spec) }];
};

/** Name of the step that applies a policy to a target. */
export const targetStepName = ({ cluster, database }: PolicyTarget): string => `Apply to ${cluster}, database ${database}`;
