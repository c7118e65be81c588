import { LABEL_CLUSTER, LABEL_COMPONENT, LABEL_INSTANCE } from '../../../schema/naming/labels.js';
import { API_VERSION } from '../../../schema/naming/names.js';
import type { ObjectMeta } from '../../../schema/resource/meta.js';
import type { PostgresCluster } from '../../../schema/resource/postgres-cluster.js';
import type { CatalogueEntry } from '../../image-catalogue.js';
import type { FailoverTimes } from '../../postgres/patroni-config.js';
import type { ClusterPlan } from '../plan.js';
import type { ClusterWorld } from '../world.js';

/** What the objects of a cluster are built from. */
export interface DesireInput {
  readonly world: ClusterWorld;
  readonly plan: ClusterPlan;
  readonly entry: CatalogueEntry;
  readonly settings: DesireSettings;
}

/** Settings of the operator that reach the objects. */
export interface DesireSettings {
  /** `name`: clients are told the DNS names of services; `address`: their cluster addresses, for machines without cluster DNS. */
  readonly serviceAddressing: 'name' | 'address';
  /** Whether it is noticed that a node is drained, and the primary moved before it is evicted. */
  readonly watchesNodes: boolean;
  /** Namespace of the control plane that is let in by the network policies of clusters; none are made when left out. */
  readonly networkPolicies?: { readonly controlPlaneNamespace: string };
  /** Storage class of clusters that name none; the Kubernetes cluster's default when left out. */
  readonly storageClass?: string;
  readonly failover: FailoverTimes;
}

/** Labels of what belongs to a cluster. */
export const clusterLabels = (cluster: string, component = 'instance'): Record<string, string> =>
  ({ [LABEL_CLUSTER]: cluster, [LABEL_COMPONENT]: component });

/** Labels of what belongs to one instance. */
export const instanceLabels = (cluster: string, instance: string): Record<string, string> =>
  ({ ...clusterLabels(cluster), [LABEL_INSTANCE]: instance });

/** Metadata of an object that goes with its cluster: Kubernetes deletes it when the cluster is gone. */
export const ownedMeta = (cluster: PostgresCluster, name: string, labels: Record<string, string>): ObjectMeta => ({
  ...unownedMeta(cluster, name, labels),
  ownerReferences: [{
    apiVersion: API_VERSION, kind: 'PostgresCluster', name: cluster.metadata.name, uid: cluster.metadata.uid ?? '',
    controller: true, blockOwnerDeletion: true,
  }],
});

/** Metadata of an object that may outlive its cluster. */
export const unownedMeta = (cluster: PostgresCluster, name: string, labels: Record<string, string>): ObjectMeta =>
  ({ name, namespace: cluster.metadata.namespace, labels });
