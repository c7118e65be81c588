import { LABEL_PATRONI_SCOPE } from '../../../schema/naming/labels.js';
import { disruptionBudgetName, patroniScope } from '../../../schema/naming/names.js';
import type { KubeObject } from '../../../kube/kube-object.js';
import { clusterLabels, ownedMeta, type DesireInput } from './desire-input.js';

/** Lets Kubernetes drain one instance at a time. Absent for a single instance, which it would make undrainable. */
export const desireDisruptionBudget = ({ world: { cluster }, plan }: DesireInput): KubeObject[] => {
  const { name } = cluster.metadata;
  if (plan.ordinals.length < 2) return [];
  const budget: KubeObject & { spec: unknown } = {
    apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: ownedMeta(cluster, disruptionBudgetName(name), clusterLabels(name)),
    spec: { maxUnavailable: 1, selector: { matchLabels: { ...clusterLabels(name), [LABEL_PATRONI_SCOPE]: patroniScope(name) } } },
  };
  return [budget];
};
