import type { ApiAccess, ObjectKey, WatchEvent } from '../../api-access.js';
import type { KubeObject } from '../../object.js';
import { ownObject, type Controller } from '../controller.js';
import { kinds, read, readAll } from '../kinds.js';
import { selectsLabels } from '../label-selector.js';
import { perform } from '../plan.js';
import type { EndpointSlice } from '../service-types.js';
import { SERVICE_LABEL } from './plan-slices.js';
import { planService } from './plan-service.js';

/** Keeps the Endpoints and EndpointSlices of services. */
export function serviceController(): Controller {
  return {
    name: 'service',
    kind: kinds.service,
    triggers: [
      ownObject(kinds.service),
      ownObject(kinds.endpoints),
      { kind: kinds.endpointSlice, keys: serviceOfSlice },
      { kind: kinds.pod, keys: servicesOfPod },
    ],
    visit: async (access, key) => {
      const { namespace = '' } = key;
      const plan = planService({
        service: read(access, kinds.service, key),
        endpoints: read(access, kinds.endpoints, key),
        slices: slicesOf(access, key),
        pods: readAll(access, kinds.pod, { namespace }),
      });
      return perform(access, plan);
    },
  };
}

/** The slices that carry a service's name. */
export function slicesOf(access: ApiAccess, { namespace = '', name }: ObjectKey): EndpointSlice[] {
  return readAll(access, kinds.endpointSlice, { namespace }).filter(({ metadata }) => metadata.labels?.[SERVICE_LABEL] === name);
}

/** The key of the service that a slice belongs to. */
export function serviceOfSlice({ object: { metadata } }: WatchEvent): ObjectKey[] {
  const name = metadata.labels?.[SERVICE_LABEL];
  return name ? [{ namespace: metadata.namespace, name }] : [];
}

/** The services that select a pod now, or did before its labels changed. */
function servicesOfPod(event: WatchEvent, access: ApiAccess): ObjectKey[] {
  const { namespace = '', labels } = event.object.metadata;
  const before: KubeObject | undefined = event.type === 'DELETED' ? undefined : event.previous;
  const services = readAll(access, kinds.service, { namespace });
  const selecting = services.filter(({ spec }) => selectsLabels(spec.selector, labels) || selectsLabels(spec.selector, before?.metadata.labels));
  return selecting.map(({ metadata: { name } }) => ({ namespace, name }));
}
