import { ownObject, type Controller } from '../controller.js';
import { kinds, read } from '../kinds.js';
import { serviceOfSlice, slicesOf } from '../service/service-controller.js';
import { proxyPorts, type ProxyService } from './proxy-table.js';

/** Tells the forwarding process what every service's address leads to. */
export function proxyController(tell: (service: ProxyService) => void): Controller {
  return {
    name: 'proxy',
    kind: kinds.service,
    triggers: [ownObject(kinds.service), { kind: kinds.endpointSlice, keys: serviceOfSlice }],
    visit: async (access, key) => {
      const service = read(access, kinds.service, key);
      tell({ key: `${key.namespace}/${key.name}`, ports: service ? proxyPorts(service, slicesOf(access, key)) : [] });
      return undefined;
    },
  };
}
