import type { KubeObject } from '../../object.js';
import { StatusError } from '../../status-error.js';
import type { ApiCore } from '../core.js';
import { invalid } from '../errors.js';

const FIRST_PORT = 30_000;
const LAST_PORT = 32_767;

interface ServicePort {
  readonly port?: number;
  readonly protocol?: string;
  readonly nodePort?: number;
}

interface PortSpec {
  readonly type?: string;
  readonly ports?: readonly ServicePort[];
  readonly allocateLoadBalancerNodePorts?: boolean;
}

/**
 * Gives the ports of a NodePort or LoadBalancer service their node ports: the one that is asked for, the one that the port
 * had, or a free one. A service that becomes another type gives them back. Nothing of this machine listens on them.
 */
export function admitNodePorts(core: ApiCore, service: KubeObject, old?: KubeObject): KubeObject {
  const spec = service.spec as PortSpec;
  if (!Array.isArray(spec.ports)) return service;
  const ports = spec.ports as readonly ServicePort[];
  const before = ((old?.spec as PortSpec | undefined)?.ports ?? []);
  if (!wantsNodePorts(spec)) {
    const isLeft = ({ nodePort }: ServicePort): boolean => nodePort !== undefined && before.some((port) => port.nodePort === nodePort);
    return ports.some(isLeft) ? withPorts(service, ports.map((port) => (isLeft(port) ? withoutNodePort(port) : port))) : service;
  }
  const taken = new Set(core.store.list('services').filter(({ metadata }) => metadata.uid !== old?.metadata.uid).flatMap(({ spec: other }) => ((other as PortSpec).ports ?? []).flatMap(({ nodePort }) => nodePort ?? [])));
  const kept = (port: ServicePort): number | undefined => before.find((one) => one.port === port.port && (one.protocol ?? 'TCP') === (port.protocol ?? 'TCP'))?.nodePort;
  return withPorts(service, ports.map((port, index) => {
    if (port.nodePort) checkFree(service, { nodePort: port.nodePort, index }, taken);
    const nodePort = port.nodePort || (kept(port) ?? freePort(taken));
    taken.add(nodePort);
    return { ...port, nodePort };
  }));
}

function wantsNodePorts({ type, allocateLoadBalancerNodePorts }: PortSpec): boolean {
  return type === 'NodePort' || (type === 'LoadBalancer' && allocateLoadBalancerNodePorts !== false);
}

function withPorts(service: KubeObject, ports: readonly ServicePort[]): KubeObject {
  return { ...service, spec: { ...(service.spec as object), ports } };
}

function withoutNodePort({ nodePort: _nodePort, ...port }: ServicePort): ServicePort {
  return port;
}

function freePort(taken: ReadonlySet<number>): number {
  for (let port = FIRST_PORT; port <= LAST_PORT; port += 1) if (!taken.has(port)) return port;
  throw new StatusError(500, 'InternalError', 'Internal error occurred: failed to allocate a nodePort: range is full');
}

function checkFree({ metadata: { name } }: KubeObject, { nodePort, index }: { nodePort: number; index: number }, taken: ReadonlySet<number>): void {
  const fault = nodePort < FIRST_PORT || nodePort > LAST_PORT ? `provided port is not in the valid range. The range of valid ports is ${FIRST_PORT}-${LAST_PORT}` : taken.has(nodePort) ? 'provided port is already allocated' : undefined;
  if (fault === undefined) return;
  throw invalid({ group: '', kind: 'Service' }, name, [{ reason: 'FieldValueInvalid', message: `Invalid value: ${nodePort}: ${fault}`, field: `spec.ports[${index}].nodePort` }]);
}
