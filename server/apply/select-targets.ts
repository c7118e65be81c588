import type { ApplyPolicyInput } from '../../schema/graphql/policy-inputs.js';
import type { PolicyTarget } from '../../schema/policy/policy-target.js';
import { applicationDatabase } from '../../schema/resource/cluster-defaults.js';
import { IDENTIFIER_BYTES_MAX } from '../../schema/validation/checks.js';
import { readCluster } from '../cluster/read-cluster.js';
import { clustersBySelector } from '../cluster/select-clusters.js';
import { requireWritable } from '../standby/require-writable.js';
import type { Services } from '../context.js';
import { badUserInput } from '../error/api-error.js';

/** Most clusters that a policy is applied to at once. */
const TARGETS_MAX = 100;

const checkDatabase = (database: string): void => {
  const bytes = new TextEncoder().encode(database).length;
  if (bytes >= 1 && bytes <= IDENTIFIER_BYTES_MAX) return;
  throw badUserInput('database', `it has ${bytes} bytes`, `Use the name of a database, 1 to ${IDENTIFIER_BYTES_MAX} bytes.`);
};

/** The databases that a policy is to be applied to, by cluster name. */
export const selectTargets = async ({ namespace, clusters, selector, database }: ApplyPolicyInput, services: Services): Promise<readonly PolicyTarget[]> => {
  if ((clusters ?? []).length === 0 && selector == null) throw badUserInput('clusters', 'no cluster is named and no selector is given', 'Name clusters, or select them by their labels.');
  if (database != null) checkDatabase(database);
  const named = await Promise.all([...new Set(clusters ?? [])].slice(0, TARGETS_MAX + 1).map((name) => readCluster({ namespace, name }, services)));
  const all = new Map([...named, ...clustersBySelector({ namespace, selector }, services)].map((cluster) => [cluster.metadata.name, cluster]));
  if (all.size > TARGETS_MAX) throw badUserInput('clusters', `these are more than ${TARGETS_MAX} clusters`, `Apply it to ${TARGETS_MAX} clusters at a time.`);
  for (const cluster of named) requireWritable(cluster);
  // One that was not named but selected is left out: what the other one gets, it gets.
  return [...all.values()].filter((cluster) => named.includes(cluster) || cluster.status?.standby?.following !== true).sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1)).map(({ metadata, spec }) => ({
    cluster: metadata.name, database: database ?? applicationDatabase(metadata.name, spec), ...(metadata.uid === undefined ? {} : { clusterUid: metadata.uid }),
  }));
};
