import { LABEL_PATRONI_ROLE, LABEL_PATRONI_SCOPE } from '../../../schema/naming/labels.js';
import { patroniScope, podsServiceName, primaryServiceName, replicasServiceName } from '../../../schema/naming/names.js';
import type { Service } from '../../../kube/core-kinds.js';
import { METRICS_SERVICE_PORT, monitoringEnabled } from '../../monitoring/exporter.js';
import { PATRONI_PORT, POSTGRES_PORT } from '../../postgres/instance-layout.js';
import { clusterLabels, ownedMeta, type DesireInput } from './desire-input.js';

const postgresPort = { name: 'postgresql', port: POSTGRES_PORT, protocol: 'TCP', targetPort: POSTGRES_PORT };
const patroniPort = { name: 'patroni', port: PATRONI_PORT, protocol: 'TCP', targetPort: PATRONI_PORT };

/**
 * The services of a cluster. The selectors name the label that Patroni moves itself, so that they lead to the new
 * primary with the operator stopped.
 */
export const desireServices = ({ world: { cluster, spec }, entry }: DesireInput): Service[] => {
  const { name } = cluster.metadata;
  const members = { ...clusterLabels(name), [LABEL_PATRONI_SCOPE]: patroniScope(name) };
  const service = (serviceName: string, parts: Record<string, unknown>, annotations?: Record<string, string>): Service => ({
    apiVersion: 'v1', kind: 'Service',
    metadata: { ...ownedMeta(cluster, serviceName, clusterLabels(name, 'service')), ...(annotations === undefined ? {} : { annotations }) },
    spec: parts,
  });
  // Who asks for another type, or has asked for one before, is told so each time: applying leaves nothing out.
  const exposed = { type: spec.service?.type ?? 'ClusterIP' };
  const metrics = monitoringEnabled(spec) && entry.exporterImage !== undefined ? [METRICS_SERVICE_PORT] : [];
  return [
    service(primaryServiceName(name), {
      ...exposed, selector: { ...members, [LABEL_PATRONI_ROLE]: entry.patroniLeaderLabel }, ports: [postgresPort, ...metrics],
    }, spec.service?.annotations),
    service(replicasServiceName(name), {
      ...exposed, selector: { ...members, [LABEL_PATRONI_ROLE]: 'replica' }, ports: [postgresPort],
    }, spec.service?.annotations),
    // Members find each other before they are ready.
    service(podsServiceName(name), {
      type: 'ClusterIP', clusterIP: 'None', publishNotReadyAddresses: true, selector: members, ports: [postgresPort, patroniPort, ...metrics],
    }),
  ];
};
