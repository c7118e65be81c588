import type { ApiAccess } from '../api-access.js';
import type { KubeObject } from '../object.js';
import { ENDPOINT_SLICES, record, SERVICES, specOf } from './api-reader.js';
import { serviceVariables } from './environment.js';
import type { NamedAddress } from './hosts-file.js';

const COALESCE_MS = 20;
const SERVICE_LABEL = 'kubernetes.io/service-name';

interface Slice {
  readonly service: string;
  readonly entries: readonly NamedAddress[];
}

/** Knows the addresses of services and of the pods behind headless ones, and tells when they change. */
export class NameDirectory {
  private readonly services = new Map<string, KubeObject>();
  private readonly slices = new Map<string, Slice>();
  private readonly stops: (() => void)[] = [];
  private timer: NodeJS.Timeout | undefined;
  private known: readonly NamedAddress[] | undefined;

  constructor(access: ApiAccess, private readonly onChange: () => void) {
    this.stops.push(
      access.watch(SERVICES, {}, (event) => {
        const key = keyOf(event.object);
        if (event.type === 'DELETED') this.services.delete(key);
        else this.services.set(key, event.object);
        this.changed();
      }),
      access.watch(ENDPOINT_SLICES, {}, (event) => {
        const key = keyOf(event.object);
        if (event.type === 'DELETED') this.slices.delete(key);
        else this.slices.set(key, sliceOf(event.object));
        this.changed();
      }),
    );
  }

  stop(): void {
    for (const stop of this.stops) stop();
    clearTimeout(this.timer);
  }

  /** Every name there is, in a stable order. */
  names(): readonly NamedAddress[] {
    this.known ??= [...this.services.values()].flatMap((service) => this.namesOf(service)).sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
    return this.known;
  }

  /** The variables that tell containers of a namespace where its services are. */
  variables(namespace: string): Record<string, string> {
    const own = [...this.services.values()].filter((service) => service.metadata.namespace === namespace && hasClusterIp(service));
    return Object.assign({}, ...own.map((service) => serviceVariables(service.metadata.name, clusterIp(service), portsOf(service)))) as Record<string, string>;
  }

  private namesOf(service: KubeObject): NamedAddress[] {
    const { name, namespace = '' } = service.metadata;
    if (hasClusterIp(service)) return [{ address: clusterIp(service), namespace, name }];
    return [...this.slices.values()].filter((slice) => slice.service === `${namespace}/${name}`).flatMap(({ entries }) => entries);
  }

  private changed(): void {
    this.known = undefined;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.onChange();
    }, COALESCE_MS);
  }
}

function sliceOf(slice: KubeObject): Slice {
  const namespace = slice.metadata.namespace ?? '';
  const name = slice.metadata.labels?.[SERVICE_LABEL] ?? '';
  const endpoints = Array.isArray(slice['endpoints']) ? slice['endpoints'] : [];
  const entries = endpoints.map(record).flatMap((endpoint) => {
    const isReady = record(endpoint['conditions'])['ready'] !== false;
    const addresses = Array.isArray(endpoint['addresses']) ? endpoint['addresses'].map(String) : [];
    const { hostname } = endpoint;
    return addresses.flatMap((address) => [
      ...(isReady ? [{ address, namespace, name }] : []),
      ...(typeof hostname === 'string' && hostname !== '' ? [{ address, namespace, name: `${hostname}.${name}` }] : []),
    ]);
  });
  return { service: `${namespace}/${name}`, entries };
}

function keyOf({ metadata }: KubeObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

function sortKey({ namespace, name, address }: NamedAddress): string {
  return `${namespace}/${name}/${address}`;
}

function clusterIp(service: KubeObject): string {
  const address = specOf(service)['clusterIP'];
  return typeof address === 'string' ? address : '';
}

function hasClusterIp(service: KubeObject): boolean {
  return !['', 'None'].includes(clusterIp(service));
}

function portsOf(service: KubeObject): { name?: string; port: number; protocol?: string }[] {
  const ports = specOf(service)['ports'];
  return Array.isArray(ports) ? (ports as { name?: string; port: number; protocol?: string }[]) : [];
}
