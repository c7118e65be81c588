import { LABEL_PATRONI_ROLE, LABEL_PATRONI_SCOPE } from '../../../schema/naming/labels.js';
import { disruptionBudgetName, patroniScope, primaryDisruptionBudgetName } from '../../../schema/naming/names.js';
import type { KubeObject } from '../../../kube/kube-object.js';
import { POD_DISRUPTION_BUDGET } from '../../../kube/core-kinds.js';
import { clusterLabels, ownedMeta, type DesireInput } from './desire-input.js';

/**
 * Lets Kubernetes drain one replica at a time, and the primary only once it has handed over: until then its eviction is
 * refused, and whoever drains asks again. Absent for a single instance, which they would make undrainable. Where drained
 * nodes are not noticed, the primary counts as one of the instances, and hands over when it is told to stop.
 */
export const desireDisruptionBudget = ({ world: { cluster, owned }, plan, entry, settings }: DesireInput): KubeObject[] => {
  const { name } = cluster.metadata;
  const isAlone = plan.ordinals.length < 2;
  const budget = (budgetName: string, spec: object): KubeObject & { spec: unknown } =>
    ({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: ownedMeta(cluster, budgetName, clusterLabels(name)), spec });
  const isThere = (budgetName: string): boolean => owned.some(({ kind, metadata }) => kind === POD_DISRUPTION_BUDGET.kind && metadata.name === budgetName);
  const members = { ...clusterLabels(name), [LABEL_PATRONI_SCOPE]: patroniScope(name) };
  const notPrimary = { matchExpressions: [{ key: LABEL_PATRONI_ROLE, operator: 'NotIn', values: [entry.patroniLeaderLabel] }] };
  const primary = primaryDisruptionBudgetName(name);
  return [
    ...(isAlone ? [] : [budget(disruptionBudgetName(name), { maxUnavailable: 1, selector: { matchLabels: members, ...(settings.watchesNodes ? notPrimary : {}) } })]),
    // One that was made for several instances no longer holds the last one.
    ...(settings.watchesNodes && !isAlone || isThere(primary)
      ? [budget(primary, { minAvailable: isAlone || !settings.watchesNodes ? 0 : 1, selector: { matchLabels: { ...members, [LABEL_PATRONI_ROLE]: entry.patroniLeaderLabel } } })] : []),
  ];
};
