import type { KubeEvent } from '../../kube/core-kinds.js';
import { ClusterEvent } from '../../schema/graphql/cluster-event.js';
import { LABEL_CLUSTER } from '../../schema/naming/labels.js';

/** What the API says of an event of Kubernetes. */
export const toClusterEvent = ({ metadata, type, reason, message, count, lastTimestamp, firstTimestamp }: KubeEvent): ClusterEvent => Object.assign(new ClusterEvent(), {
  id: metadata.uid ?? metadata.name,
  namespace: metadata.namespace ?? '',
  cluster: metadata.labels?.[LABEL_CLUSTER] ?? '',
  at: lastTimestamp ?? firstTimestamp ?? metadata.creationTimestamp ?? new Date(0).toISOString(),
  type, reason, message, count: count ?? 1,
});
