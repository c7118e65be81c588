import { isDeepStrictEqual } from 'node:util';
import type { Pod } from '../core-types.js';
import { kinds } from '../kinds.js';
import { controllerReference } from '../owner.js';
import { create, nothingToDo, remove, replace, replaceStatus, type Action, type Plan } from '../plan.js';
import { isDeleting } from '../pod-state.js';
import type { Endpoints, EndpointSlice, EndpointSubset, Service } from '../service-types.js';
import { mirrorEndpoints, planSlices, SERVICE_LABEL, SLICE_MANAGED_BY, type DesiredSlice } from './plan-slices.js';
import { groupBackends, type Backend, type BackendGroup } from './service-endpoints.js';

const MANAGED_BY = 'endpoints.kubernetes.io/managed-by';
const CONTROLLER = 'endpoint-controller';
const HEADLESS_LABEL = 'service.kubernetes.io/headless';

/** What is known when a name is looked at at which a Service, Endpoints or both may be. */
export interface ServiceWorld {
  readonly service: Service | undefined;
  readonly endpoints: Endpoints | undefined;
  /** The slices that carry the service's name. */
  readonly slices: readonly EndpointSlice[];
  /** The pods of the namespace. */
  readonly pods: readonly Pod[];
}

/** Decides which Endpoints and EndpointSlices a service has, and that a load balancer's address is its cluster address. */
export function planService({ service, endpoints, slices, pods }: ServiceWorld): Plan {
  if (!service || isDeleting(service)) return planGone(endpoints, slices);
  if (service.spec.type === 'ExternalName') return nothingToDo;
  if (!service.spec.selector || Object.keys(service.spec.selector).length === 0) {
    return { actions: [...mirrorEndpoints(service, endpoints, slices), ...loadBalancerStatus(service)] };
  }
  const groups = groupBackends(service, pods);
  const labels = { ...service.metadata.labels, ...(service.spec.clusterIP === 'None' ? { [HEADLESS_LABEL]: '' } : {}) };
  const desired = groups.map((group) => desireSlice(group));
  const owner = controllerReference(kinds.service, service);
  return {
    actions: [
      ...planEndpoints(service, endpoints, groups, labels),
      ...planSlices({ slices, desired, manager: SLICE_MANAGED_BY, labels: { ...labels, [SERVICE_LABEL]: service.metadata.name }, owner, namespace: service.metadata.namespace }),
      ...loadBalancerStatus(service),
    ],
  };
}

/** Endpoints that a client wrote stay when there is no service; those that were made for a service go with it. */
function planGone(endpoints: Endpoints | undefined, slices: readonly EndpointSlice[]): Plan {
  const made = endpoints?.metadata.labels?.[MANAGED_BY] === CONTROLLER;
  const owned = slices.filter(({ metadata }) => metadata.labels?.['endpointslice.kubernetes.io/managed-by'] === SLICE_MANAGED_BY);
  return { actions: [...(endpoints && made ? [remove(kinds.endpoints, endpoints)] : []), ...owned.map((slice) => remove(kinds.endpointSlice, slice))] };
}

function desireSlice({ ports, backends }: BackendGroup): DesiredSlice {
  return {
    ports,
    endpoints: backends.map(({ address: { ip, ...rest }, ready, serving, terminating }) => ({ addresses: [ip], conditions: { ready, serving, terminating }, ...rest })),
  };
}

function planEndpoints(service: Service, current: Endpoints | undefined, groups: readonly BackendGroup[], labels: Record<string, string>): Action[] {
  const subsets = groups.map((group) => desireSubset(service, group)).filter(({ addresses, notReadyAddresses }) => addresses || notReadyAddresses);
  const wanted = { ...labels, [MANAGED_BY]: CONTROLLER };
  const { name, namespace } = service.metadata;
  if (!current) {
    const { apiVersion, kind } = kinds.endpoints;
    return [create(kinds.endpoints, { apiVersion, kind, metadata: { name, ...(namespace ? { namespace } : {}), labels: wanted }, ...subsetsField(subsets) })];
  }
  if (isDeepStrictEqual(current.subsets ?? [], subsets) && isDeepStrictEqual(current.metadata.labels, wanted)) return [];
  const { subsets: _before, ...rest } = current;
  return [replace(kinds.endpoints, { ...rest, metadata: { ...current.metadata, labels: wanted }, ...subsetsField(subsets) })];
}

function subsetsField(subsets: EndpointSubset[]): { subsets?: EndpointSubset[] } {
  return subsets.length > 0 ? { subsets } : {};
}

/** In Endpoints a pod that is being deleted is not listed, unless the service wants every address. */
function desireSubset(service: Service, { ports, backends }: BackendGroup): EndpointSubset {
  const everyone = service.spec.publishNotReadyAddresses === true;
  const listed = backends.filter(({ terminating }) => everyone || !terminating);
  const addressesOf = (chosen: readonly Backend[]): EndpointSubset['addresses'] => chosen.map(({ address }) => address);
  const ready = listed.filter(({ serving }) => everyone || serving);
  const unready = listed.filter(({ serving }) => !everyone && !serving);
  return {
    ...(ready.length > 0 ? { addresses: addressesOf(ready) ?? [] } : {}),
    ...(unready.length > 0 ? { notReadyAddresses: addressesOf(unready) ?? [] } : {}),
    ...(ports.length > 0 ? { ports } : {}),
  };
}

function loadBalancerStatus(service: Service): Action[] {
  const { type, clusterIP } = service.spec;
  if (type !== 'LoadBalancer' || !clusterIP || clusterIP === 'None') return [];
  return replaceStatus(kinds.service, service, { ...service.status, loadBalancer: { ingress: [{ ip: clusterIP, ipMode: 'VIP' }] } });
}
