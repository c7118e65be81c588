import { isDeepStrictEqual } from 'node:util';
import type { OwnerReference } from '../../object.js';
import { kinds } from '../kinds.js';
import { controllerReference } from '../owner.js';
import { create, remove, replace, type Action } from '../plan.js';
import type { EndpointAddress, EndpointPort, Endpoints, EndpointSlice, EndpointSubset, Service, SliceEndpoint } from '../service-types.js';

/** The label of a slice that names its service. */
export const SERVICE_LABEL = 'kubernetes.io/service-name';
const MANAGED_BY_LABEL = 'endpointslice.kubernetes.io/managed-by';
/** The manager of slices that follow from a service's selector. */
export const SLICE_MANAGED_BY = 'endpointslice-controller.k8s.io';
const MIRROR_MANAGED_BY = 'endpointslicemirroring-controller.k8s.io';
const SKIP_MIRROR_LABEL = 'endpointslice.kubernetes.io/skip-mirror';
const LEADER_ANNOTATION = 'control-plane.alpha.kubernetes.io/leader';
/** The most endpoints that one slice holds. */
const SLICE_ENDPOINTS_MAX = 100;

/** What one slice should say. */
export interface DesiredSlice {
  readonly ports: EndpointPort[];
  readonly endpoints: SliceEndpoint[];
}

/** What slices there are and what they should say. */
export interface SliceRequest {
  /** Every slice of the service, whoever manages it. */
  readonly slices: readonly EndpointSlice[];
  readonly desired: readonly DesiredSlice[];
  readonly manager: string;
  /** The labels without the manager's; the service's name is in them. */
  readonly labels: Readonly<Record<string, string>>;
  readonly owner: OwnerReference;
  readonly namespace: string | undefined;
}

/** Pairs the slices there are with those there should be: equal ports first, so that a change touches as few as it can. */
export function planSlices({ slices, desired, manager, labels, owner, namespace }: SliceRequest): Action[] {
  const free = new Set(slices.filter(({ metadata }) => metadata.labels?.[MANAGED_BY_LABEL] === manager && metadata.deletionTimestamp === undefined));
  const wanted = desired.flatMap(splitSlice);
  const all = wanted.length > 0 ? wanted : [{ ports: [], endpoints: [] }];
  const wantedLabels = { ...labels, [MANAGED_BY_LABEL]: manager };
  const take = (fits: (slice: EndpointSlice) => boolean): EndpointSlice | undefined => {
    const found = [...free].find(fits);
    if (found) free.delete(found);
    return found;
  };
  const paired = all.map((slice) => ({ slice, current: take(({ ports = [] }) => isDeepStrictEqual(ports, slice.ports)) }));
  const actions = paired.flatMap(({ slice, current = take(() => true) }): Action[] => {
    if (!current) return [create(kinds.endpointSlice, newSlice(slice, wantedLabels, owner, namespace))];
    const next = { ...current, metadata: { ...current.metadata, labels: wantedLabels }, ports: slice.ports, endpoints: slice.endpoints };
    return isDeepStrictEqual({ ...current, ports: current.ports ?? [] }, next) ? [] : [replace(kinds.endpointSlice, next)];
  });
  return [...actions, ...[...free].map((slice) => remove(kinds.endpointSlice, slice))];
}

function splitSlice({ ports, endpoints }: DesiredSlice): DesiredSlice[] {
  const count = Math.ceil(endpoints.length / SLICE_ENDPOINTS_MAX);
  return Array.from({ length: count }, (_unused, index) => ({ ports, endpoints: endpoints.slice(index * SLICE_ENDPOINTS_MAX, (index + 1) * SLICE_ENDPOINTS_MAX) }));
}

function newSlice({ ports, endpoints }: DesiredSlice, labels: Record<string, string>, owner: OwnerReference, namespace: string | undefined): EndpointSlice {
  const { apiVersion, kind } = kinds.endpointSlice;
  return {
    apiVersion,
    kind,
    metadata: { name: '', generateName: `${labels[SERVICE_LABEL]}-`, ...(namespace ? { namespace } : {}), labels, ownerReferences: [owner] },
    addressType: 'IPv4',
    ports,
    endpoints,
  };
}

/** A service without a selector has the endpoints that somebody wrote: they are copied to slices, unless a leader is elected on them. */
export function mirrorEndpoints(service: Service, endpoints: Endpoints | undefined, slices: readonly EndpointSlice[]): Action[] {
  const mirrored = slices.filter(({ metadata }) => metadata.labels?.[MANAGED_BY_LABEL] === MIRROR_MANAGED_BY);
  if (!endpoints || endpoints.metadata.labels?.[SKIP_MIRROR_LABEL] === 'true' || endpoints.metadata.annotations?.[LEADER_ANNOTATION] !== undefined) {
    return mirrored.map((slice) => remove(kinds.endpointSlice, slice));
  }
  return planSlices({
    slices,
    desired: (endpoints.subsets ?? []).map(mirrorSubset),
    manager: MIRROR_MANAGED_BY,
    labels: { ...endpoints.metadata.labels, [SERVICE_LABEL]: service.metadata.name },
    owner: controllerReference(kinds.endpoints, endpoints),
    namespace: service.metadata.namespace,
  });
}

function mirrorSubset({ addresses = [], notReadyAddresses = [], ports = [] }: EndpointSubset): DesiredSlice {
  const mirrorAddress = ({ ip, hostname, nodeName, targetRef }: EndpointAddress, ready: boolean): SliceEndpoint => ({
    addresses: [ip],
    conditions: { ready },
    ...(hostname ? { hostname } : {}),
    ...(nodeName ? { nodeName } : {}),
    ...(targetRef ? { targetRef } : {}),
  });
  return {
    ports: ports.map(({ protocol = 'TCP', ...rest }) => ({ ...rest, protocol })),
    endpoints: [...addresses.map((address) => mirrorAddress(address, true)), ...notReadyAddresses.map((address) => mirrorAddress(address, false))],
  };
}
