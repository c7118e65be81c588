import { LABEL_CLUSTER, LABEL_COMPONENT } from '../../../schema/naming/labels.js';
import { networkPolicyName } from '../../../schema/naming/names.js';
import { NETWORK_POLICY } from '../../../kube/core-kinds.js';
import type { KubeObject } from '../../../kube/kube-object.js';
import { METRICS_PORT, PATRONI_PORT, POSTGRES_PORT } from '../../postgres/instance-layout.js';
import { BACKREST_PORT } from '../../postgres/pgbackrest-layout.js';
import { clusterLabels, ownedMeta, type DesireInput } from './desire-input.js';

type Peer = Readonly<Record<string, unknown>>;

/** Labels of the control plane's pods in manifests/install and in the Helm chart. */
const CONTROL_PLANE_LABELS = { 'app.kubernetes.io/name': 'pgo', 'app.kubernetes.io/component': 'control-plane' };
const ANY_NAMESPACE: Peer = { namespaceSelector: {} };
/** Pods of clusters, whichever: a clone reads the repository of another one, a standby streams from it. Certificates say who may what. */
const ANY_CLUSTER = { matchExpressions: [{ key: LABEL_CLUSTER, operator: 'Exists' }] };

/**
 * Who may connect to the pods of a cluster, jobs included; everything else is refused. One policy is enough for all of
 * them, since each port belongs to one kind of pod. What they connect to is not limited: docs/decisions/0023 says why.
 */
export const desireNetworkPolicy = ({ world: { cluster }, settings: { networkPolicies } }: DesireInput): KubeObject[] => {
  const given = cluster.spec.networkPolicy;
  if (networkPolicies === undefined || given?.enabled === false) return [];
  const { name } = cluster.metadata;
  const own: Peer = { podSelector: { matchLabels: { [LABEL_CLUSTER]: name } } };
  const controlPlane: Peer = {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': networkPolicies.controlPlaneNamespace } }, podSelector: { matchLabels: CONTROL_PLANE_LABELS },
  };
  const clients = given?.clients === undefined ? {} : { from: [...given.clients, { podSelector: ANY_CLUSTER }, controlPlane] };
  const policy: KubeObject & { spec: unknown } = {
    apiVersion: NETWORK_POLICY.apiVersion, kind: NETWORK_POLICY.kind, metadata: ownedMeta(cluster, networkPolicyName(name), clusterLabels(name, 'network')),
    spec: {
      podSelector: own['podSelector'],
      policyTypes: ['Ingress'],
      ingress: [
        { ...clients, ports: ports(POSTGRES_PORT) },
        { from: [own, controlPlane], ports: ports(PATRONI_PORT) },
        { from: [{ ...ANY_NAMESPACE, podSelector: ANY_CLUSTER }], ports: ports(BACKREST_PORT) },
        { from: [ANY_NAMESPACE], ports: ports(METRICS_PORT) },
      ],
    },
  };
  return [policy];
};

const ports = (port: number): unknown[] => [{ port, protocol: 'TCP' }];

/** Policies of a cluster that shall have none. */
export const unwantedNetworkPolicies = (input: DesireInput): KubeObject[] => (desireNetworkPolicy(input).length > 0 ? []
  : input.world.owned.filter(({ kind, metadata }) => kind === NETWORK_POLICY.kind && metadata.deletionTimestamp === undefined && metadata.labels?.[LABEL_COMPONENT] === 'network'));
