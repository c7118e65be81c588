import { isServiceAddress } from '../service/service-address.js';
import type { EndpointSlice, Service } from '../service-types.js';

/** Where a connection may go. Only ready targets get new connections; those of an unready one go on. */
export interface ProxyTarget {
  readonly address: string;
  readonly port: number;
  readonly ready: boolean;
}

/** One port of a service's address, and where its connections go. */
export interface ProxyPort {
  readonly address: string;
  readonly port: number;
  readonly targets: readonly ProxyTarget[];
}

/** What the process that forwards connections is told. A service without ports has no listeners. */
export interface ProxyService {
  /** Namespace and name of the service. */
  readonly key: string;
  readonly ports: readonly ProxyPort[];
}

/** What the forwarding process reports. */
export type ProxyReport =
  | { readonly type: 'ready' }
  | { readonly type: 'problem'; readonly address: string; readonly port: number; readonly message: string };

/** The listeners of a service: every TCP port of its cluster address, with the endpoints that its slices name for it. */
export function proxyPorts({ spec }: Service, slices: readonly EndpointSlice[]): ProxyPort[] {
  const { clusterIP = '', ports = [] } = spec;
  const block = Number(clusterIP.split('.')[1]);
  // The API's own service has the API's address, where the API listens itself.
  if (!isServiceAddress(clusterIP, block) || spec.type === 'ExternalName') return [];
  const tcp = ports.filter(({ protocol = 'TCP' }) => protocol === 'TCP');
  return tcp.map(({ name = '', port }) => ({ address: clusterIP, port, targets: slices.flatMap((slice) => targetsIn(slice, name)) }));
}

function targetsIn({ endpoints, ports = [], addressType }: EndpointSlice, portName: string): ProxyTarget[] {
  const port = ports.find(({ name = '', protocol = 'TCP' }) => name === portName && protocol === 'TCP')?.port;
  if (port === undefined || addressType !== 'IPv4') return [];
  return endpoints.flatMap(({ addresses: [address], conditions }) => (address ? [{ address, port, ready: conditions.ready ?? true }] : []));
}
