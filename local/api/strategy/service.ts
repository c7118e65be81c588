import type { KubeObject } from '../../object.js';
import { allocateServiceAddress, isServiceAddress } from '../../controllers/service/service-address.js';
import { StatusError } from '../../status-error.js';
import { invalid } from '../errors.js';
import type { ApiCore } from '../core.js';

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
  if (spec.type === 'ExternalName') {
    const { clusterIP: _ip, clusterIPs: _ips, ...rest } = spec;
    return old && (old.spec as ServiceSpec).type === 'ExternalName' ? service : { ...service, spec: rest };
  }
  const kept = old ? (old.spec as ServiceSpec) : undefined;
  const families = { ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack', internalTrafficPolicy: 'Cluster' };
  const wanted = spec.clusterIP || spec.clusterIPs?.[0] || (kept?.type === 'ExternalName' ? undefined : kept?.clusterIP);
  if (wanted) {
    if (!kept && wanted !== 'None') checkFree(core, service, wanted);
    return { ...service, spec: { ...families, ...spec, clusterIP: spec.clusterIP || wanted, clusterIPs: spec.clusterIPs ?? [wanted] } };
  }
  const { namespace = '', name } = service.metadata;
  const address = allocateServiceAddress(takenAddresses(core), core.addressBlock, `${namespace}/${name}`);
  if (!address) throw new StatusError(500, 'InternalError', `Internal error occurred: failed to allocate a serviceIP: range is full`);
  return { ...service, spec: { ...families, ...spec, clusterIP: address, clusterIPs: [address] } };
}

function takenAddresses(core: ApiCore): Set<string> {
  return new Set(core.store.list('services').flatMap(({ spec }) => (spec as ServiceSpec).clusterIPs ?? []));
}

function checkFree(core: ApiCore, service: KubeObject, address: string): void {
  const allowed = isServiceAddress(address, core.addressBlock) || address === `127.${core.addressBlock}.0.1`;
  if (allowed && !takenAddresses(core).has(address)) return;
  const text = allowed ? 'provided IP is already allocated' : `the provided IP (${address}) is not in the valid range. The range of valid IPs is 127.${core.addressBlock}.128.0/17`;
  throw invalid({ group: '', kind: 'Service' }, service.metadata.name, [
    { reason: 'FieldValueInvalid', message: `Invalid value: ["${address}"]: failed to allocate IP ${address}: ${text}`, field: 'spec.clusterIPs' },
  ]);
}
