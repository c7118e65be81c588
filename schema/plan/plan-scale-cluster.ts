import type { ClusterVersion } from './plan-update-cluster.js';
import { planUpdateCluster } from './plan-update-cluster.js';
import { type MutationPlan, count } from './plan.js';

/** What changing the number of replicas changes. */
export const planScaleCluster = (name: string, before: ClusterVersion, replicas: number): MutationPlan => {
  const plan = planUpdateCluster(name, before, { ...before, spec: { ...before.spec, replicas } });
  const difference = replicas - before.spec.replicas;
  if (difference === 0) return plan;
  return {
    ...plan,
    summary: difference > 0
      ? `Adds ${count(difference, 'replica')} to the cluster "${name}": ${before.spec.replicas} become ${replicas}. No connection notices.`
      : `Removes ${count(-difference, 'replica')} of the cluster "${name}" with their volumes: ${before.spec.replicas} become ${replicas}. Connections to those break; the primary stays.`,
  };
};
