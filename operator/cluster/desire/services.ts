import { LABEL_PATRONI_ROLE, LABEL_PATRONI_SCOPE } from '../../../schema/naming/labels.js';
import { patroniScope, podsServiceName, primaryServiceName, replicasServiceName } from '../../../schema/naming/names.js';
import type { Service } from '../../../kube/core-kinds.js';
import { PATRONI_PORT, POSTGRES_PORT } from '../../postgres/instance-layout.js';
import { clusterLabels, ownedMeta, type DesireInput } from './desire-input.js';

const postgresPort = { name: 'postgresql', port: POSTGRES_PORT, protocol: 'TCP', targetPort: POSTGRES_PORT };
const patroniPort = { name: 'patroni', port: PATRONI_PORT, protocol: 'TCP', targetPort: PATRONI_PORT };

/**
 * The services of a cluster. The selectors name the label that Patroni moves itself, so that they lead to the new
 * primary with the operator stopped.
 */
export const desireServices = ({ world: { cluster }, entry }: DesireInput): Service[] => {
  const { name } = cluster.metadata;
  const members = { ...clusterLabels(name), [LABEL_PATRONI_SCOPE]: patroniScope(name) };
  const service = (serviceName: string, spec: Record<string, unknown>): Service => ({
    apiVersion: 'v1', kind: 'Service', metadata: ownedMeta(cluster, serviceName, clusterLabels(name, 'service')), spec,
  });
  return [
    service(primaryServiceName(name), {
      type: 'ClusterIP', selector: { ...members, [LABEL_PATRONI_ROLE]: entry.patroniLeaderLabel }, ports: [postgresPort],
    }),
    service(replicasServiceName(name), {
      type: 'ClusterIP', selector: { ...members, [LABEL_PATRONI_ROLE]: 'replica' }, ports: [postgresPort],
    }),
    // Members find each other before they are ready.
    service(podsServiceName(name), {
      type: 'ClusterIP', clusterIP: 'None', publishNotReadyAddresses: true, selector: members, ports: [postgresPort, patroniPort],
    }),
  ];
};
