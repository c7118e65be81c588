import type { Pod } from '../core-types.js';
import { selectsLabels } from '../label-selector.js';
import { isDeleting, isFinished, isReady } from '../pod-state.js';
import type { EndpointAddress, EndpointPort, Service, ServicePort } from '../service-types.js';
import { canonicalJson } from '../template-hash.js';

/** A pod behind a service, with what the service may expect of it. */
export interface Backend {
  readonly address: EndpointAddress;
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
}

/** The pods behind a service that offer its ports under the same numbers. */
export interface BackendGroup {
  readonly ports: EndpointPort[];
  readonly backends: Backend[];
}

/** Groups the pods that a service selects by the port numbers that its ports stand for in them. */
export function groupBackends(service: Service, pods: readonly Pod[]): BackendGroup[] {
  const groups = new Map<string, BackendGroup>();
  for (const pod of pods) {
    if (!pod.status?.podIP || isFinished(pod) || !selectsLabels(service.spec.selector, pod.metadata.labels)) continue;
    const ports = portsIn(service, pod);
    if (!ports) continue;
    const name = canonicalJson(ports);
    const group = groups.get(name) ?? { ports, backends: [] };
    group.backends.push(backendOf(service, pod, pod.status.podIP));
    groups.set(name, group);
  }
  const sorted = [...groups].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, group]) => group);
  for (const { backends } of sorted) backends.sort((left, right) => (left.address.ip < right.address.ip ? -1 : 1));
  return sorted;
}

/** The service's ports as they are in the pod; undefined when it has ports and the pod offers none of them. */
function portsIn(service: Service, pod: Pod): EndpointPort[] | undefined {
  const wanted = service.spec.ports ?? [];
  const ports = wanted.flatMap((port) => {
    const number = targetPort(port, pod);
    const { name, protocol = 'TCP', appProtocol } = port;
    return number === undefined ? [] : [{ ...(name ? { name } : {}), port: number, protocol, ...(appProtocol ? { appProtocol } : {}) }];
  });
  return wanted.length > 0 && ports.length === 0 ? undefined : ports;
}

function targetPort({ targetPort: target, port, protocol = 'TCP' }: ServicePort, { spec }: Pod): number | undefined {
  if (target === undefined || target === 0 || target === '') return port;
  if (typeof target === 'number') return target;
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  const offered = [...spec.containers, ...sidecars].flatMap(({ ports = [] }) => ports);
  return offered.find((candidate) => candidate.name === target && (candidate.protocol ?? 'TCP') === protocol)?.containerPort;
}

function backendOf(service: Service, pod: Pod, ip: string): Backend {
  const serving = isReady(pod);
  const terminating = isDeleting(pod);
  const { namespace, name, uid } = pod.metadata;
  const { nodeName, hostname, subdomain } = pod.spec;
  const named = hostname !== undefined && subdomain === service.metadata.name;
  return {
    address: {
      ip,
      ...(named ? { hostname } : {}),
      ...(nodeName ? { nodeName } : {}),
      targetRef: { kind: 'Pod', ...(namespace ? { namespace } : {}), name, ...(uid ? { uid } : {}) },
    },
    ready: service.spec.publishNotReadyAddresses === true || (serving && !terminating),
    serving,
    terminating,
  };
}
