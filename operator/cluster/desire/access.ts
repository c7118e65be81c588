import { instanceAccountName, instanceName, patroniStoreNames, podName } from '../../../schema/naming/names.js';
import type { KubeObject } from '../../../kube/kube-object.js';
import { clusterLabels, ownedMeta, type DesireInput } from './desire-input.js';

/**
 * What the instances may do with the Kubernetes API: Patroni's own ConfigMaps and the labels of the cluster's own pods.
 * Names cannot bound `create`, `list` and `watch`, so these reach the other ConfigMaps and pods of the namespace.
 */
export const desireAccess = ({ world: { cluster }, plan }: DesireInput): KubeObject[] => {
  const { name: clusterName, namespace } = cluster.metadata;
  const name = instanceAccountName(clusterName);
  const metadata = ownedMeta(cluster, name, clusterLabels(clusterName));
  const pods = plan.ordinals.map((ordinal) => podName(instanceName(clusterName, ordinal)));
  const rbac = 'rbac.authorization.k8s.io';
  const role: KubeObject & { rules: unknown } = {
    apiVersion: `${rbac}/v1`, kind: 'Role', metadata,
    rules: [
      { apiGroups: [''], resources: ['configmaps'], verbs: ['create', 'list', 'watch'] },
      { apiGroups: [''], resources: ['configmaps'], resourceNames: patroniStoreNames(clusterName), verbs: ['get', 'patch', 'update'] },
      { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] },
      { apiGroups: [''], resources: ['pods'], resourceNames: pods, verbs: ['get', 'patch', 'update'] },
    ],
  };
  const binding: KubeObject & { roleRef: unknown; subjects: unknown } = {
    apiVersion: `${rbac}/v1`, kind: 'RoleBinding', metadata,
    roleRef: { apiGroup: rbac, kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  };
  return [{ apiVersion: 'v1', kind: 'ServiceAccount', metadata }, role, binding];
};
