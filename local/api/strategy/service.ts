import type { KubeObject } from '../../object.js';
import { allocateServiceAddress, isServiceAddress } from '../../controllers/service/service-address.js';
import { StatusError } from '../../status-error.js';
import { invalid } from '../errors.js';
import type { ApiCore } from '../core.js';

const FAMILIES = { ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack', internalTrafficPolicy: 'Cluster' };

interface ServiceSpec {
  readonly type?: string;
  readonly clusterIP?: string;
  readonly clusterIPs?: readonly string[];
  readonly ipFamilies?: readonly string[];
  readonly [field: string]: unknown;
}

/**
 * Gives a service that has none its cluster address, and lets it go when the service becomes an ExternalName.
 * `old` is the stored service on an update: an update that leaves the address out keeps it.
 */
export function admitService(core: ApiCore, service: KubeObject, old?: KubeObject): KubeObject {
  const spec = service.spec as ServiceSpec | undefined;
  if (typeof spec !== 'object' || spec === null) return service;
  const kept = old?.spec as ServiceSpec | undefined;
  if (spec.type === 'ExternalName') return kept?.type === 'ExternalName' ? service : { ...service, spec: withoutAddress(spec) };
  const wanted = wantedAddress(spec, kept);
  if (wanted && wanted !== 'None' && !kept) checkFree(core, service, wanted);
  const address = wanted || newAddress(core, service);
  return { ...service, spec: { ...FAMILIES, ...spec, clusterIP: spec.clusterIP || address, clusterIPs: spec.clusterIPs ?? [address] } };
}

/** The address that a service names, or that it has. */
function wantedAddress({ clusterIP, clusterIPs }: ServiceSpec, kept: ServiceSpec | undefined): string | undefined {
  return clusterIP || clusterIPs?.[0] || (kept?.type === 'ExternalName' ? undefined : kept?.clusterIP);
}

function withoutAddress({ clusterIP: _address, clusterIPs: _addresses, ...spec }: ServiceSpec): object {
  return spec;
}

function newAddress(core: ApiCore, { metadata: { namespace = '', name } }: KubeObject): string {
  const address = allocateServiceAddress(takenAddresses(core), core.addressBlock, `${namespace}/${name}`);
  if (!address) throw new StatusError(500, 'InternalError', 'Internal error occurred: failed to allocate a serviceIP: range is full');
  return address;
}

function takenAddresses(core: ApiCore): Set<string> {
  return new Set(core.store.list('services').flatMap(({ spec }) => (spec as ServiceSpec).clusterIPs ?? []));
}

function checkFree(core: ApiCore, service: KubeObject, address: string): void {
  // The service of the API itself has the address the server listens on.
  const isOwn = service.metadata.namespace === 'default' && service.metadata.name === 'kubernetes';
  const allowed = isServiceAddress(address, core.addressBlock) || isOwn;
  if (allowed && !takenAddresses(core).has(address)) return;
  const text = allowed ? 'provided IP is already allocated' : `the provided IP (${address}) is not in the valid range. The range of valid IPs is 127.${core.addressBlock}.128.0/17`;
  throw invalid({ group: '', kind: 'Service' }, service.metadata.name, [
    { reason: 'FieldValueInvalid', message: `Invalid value: ["${address}"]: failed to allocate IP ${address}: ${text}`, field: 'spec.clusterIPs' },
  ]);
}
