import { describe, expect, test } from '@jest/globals';
import type { KubeObject } from '../../object.js';
import type { ApiCore } from '../core.js';
import { admitNodePorts } from './node-ports.js';

const service = (name: string, type: string, ports: readonly object[], more: object = {}): KubeObject => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'n', uid: name }, spec: { type, ports, ...more } });
const core = { store: { list: () => [service('other', 'NodePort', [{ port: 1, nodePort: 30_000 }, { port: 2, nodePort: 30_002 }])] } } as unknown as ApiCore;
const portsOf = (object: KubeObject): unknown[] => (object.spec as { ports: { nodePort?: number }[] }).ports.map(({ nodePort }) => nodePort);

describe('admitNodePorts', () => {
  test.each<[string, KubeObject, readonly unknown[], KubeObject?]>([
    ['a ClusterIP service has none', service('s', 'ClusterIP', [{ port: 80 }]), [undefined]],
    ['each port gets a free one', service('s', 'NodePort', [{ port: 80 }, { port: 81 }]), [30_001, 30_003]],
    ['the one that is asked for', service('s', 'NodePort', [{ port: 80, nodePort: 31_234 }]), [31_234]],
    ['a LoadBalancer too', service('s', 'LoadBalancer', [{ port: 80 }]), [30_001]],
    ['unless it wants none', service('s', 'LoadBalancer', [{ port: 80 }], { allocateLoadBalancerNodePorts: false }), [undefined]],
    ['a port keeps what it had', service('s', 'NodePort', [{ port: 80 }]), [31_000], service('s', 'NodePort', [{ port: 80, nodePort: 31_000 }])],
    ['another protocol is another port', service('s', 'NodePort', [{ port: 80, protocol: 'UDP' }]), [30_001], service('s', 'NodePort', [{ port: 80, nodePort: 31_000 }])],
    ['a service that becomes ClusterIP gives them back', service('s', 'ClusterIP', [{ port: 80, nodePort: 31_000 }]), [undefined], service('s', 'NodePort', [{ port: 80, nodePort: 31_000 }])],
  ])('%s', (_, wanted, expected, ...[old]) => {
    expect(portsOf(admitNodePorts(core, wanted, old))).toEqual(expected);
  });

  test.each([
    ['one that another service has', 30_000, 'provided port is already allocated'],
    ['one below the range', 29_999, 'provided port is not in the valid range. The range of valid ports is 30000-32767'],
    ['one above it', 32_768, 'provided port is not in the valid range. The range of valid ports is 30000-32767'],
  ])('refuses %s', (_, nodePort, why) => {
    expect(() => admitNodePorts(core, service('s', 'NodePort', [{ port: 80, nodePort }]))).toThrow(`Service "s" is invalid: spec.ports[0].nodePort: Invalid value: ${nodePort}: ${why}`);
  });
});
