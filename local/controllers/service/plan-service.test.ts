import { describe, expect, test } from '@jest/globals';
import type { Pod } from '../core-types.js';
import type { Action } from '../plan.js';
import { proxyPorts } from '../proxy/proxy-table.js';
import type { Endpoints, EndpointSlice, Service, ServiceSpec } from '../service-types.js';
import { planService, type ServiceWorld } from './plan-service.js';

function service(spec: Partial<ServiceSpec> = {}): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'n', uid: 's-uid', labels: { team: 'a' } },
    spec: { type: 'ClusterIP', clusterIP: '127.10.200.1', selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 8080, protocol: 'TCP' }], ...spec },
  };
}

function pod(name: string, ip: string, { ready = true, ...rest }: { ready?: boolean; deletionTimestamp?: string; phase?: string; containerPort?: number } = {}): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'n', uid: `${name}-uid`, labels: { app: 'web' }, ...(rest.deletionTimestamp ? { deletionTimestamp: rest.deletionTimestamp } : {}) },
    spec: { nodeName: 'local', containers: [{ name: 'c', ports: [{ name: 'pg', containerPort: rest.containerPort ?? 5432 }] }] },
    status: { phase: rest.phase ?? 'Running', podIP: ip, conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
  };
}

function world(over: Partial<ServiceWorld> = {}): ServiceWorld {
  return { service: service(), endpoints: undefined, slices: [], pods: [], ...over };
}

function find<T>(actions: readonly Action[], kind: string): T | undefined {
  return actions.find((action) => action.kind.kind === kind && action.verb !== 'delete')?.object as T | undefined;
}

function told(actions: readonly Action[]): string[] {
  return actions.map(({ verb, kind }) => `${verb} ${kind.kind}`);
}

/** The world after the plan's writes. */
function after(before: ServiceWorld): ServiceWorld {
  const { actions } = planService(before);
  const slices = actions.filter(({ kind, verb }) => kind.kind === 'EndpointSlice' && verb !== 'delete').map(({ object }, index) => ({ ...object, metadata: { ...object.metadata, name: `web-${index}` } }));
  return { ...before, endpoints: find<Endpoints>(actions, 'Endpoints') ?? before.endpoints, slices: slices.length > 0 ? (slices as EndpointSlice[]) : before.slices };
}

describe('planService', () => {
  test('a service without pods has empty Endpoints and an empty slice', () => {
    const { actions } = planService(world());
    expect(find<Endpoints>(actions, 'Endpoints')).not.toHaveProperty('subsets');
    expect(find<EndpointSlice>(actions, 'EndpointSlice')).toMatchObject({
      metadata: { generateName: 'web-', labels: { team: 'a', 'kubernetes.io/service-name': 'web', 'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io' }, ownerReferences: [{ kind: 'Service', uid: 's-uid' }] },
      endpoints: [],
    });
    expect(planService(after(world())).actions).toEqual([]);
  });

  test('ready, unready and ending pods', () => {
    const pods = [pod('b', '127.10.0.2', { ready: false }), pod('a', '127.10.0.1'), pod('c', '127.10.0.3', { deletionTimestamp: 'now' }), pod('d', '127.10.0.4', { phase: 'Succeeded' })];
    const { actions } = planService(world({ pods }));
    const [subset] = find<Endpoints>(actions, 'Endpoints')?.subsets ?? [];
    expect(subset?.addresses).toEqual([{ ip: '127.10.0.1', nodeName: 'local', targetRef: { kind: 'Pod', namespace: 'n', name: 'a', uid: 'a-uid' } }]);
    expect(subset?.notReadyAddresses?.map(({ ip }) => ip)).toEqual(['127.10.0.2']);
    expect(subset?.ports).toEqual([{ name: 'http', port: 8080, protocol: 'TCP' }]);
    expect(find<EndpointSlice>(actions, 'EndpointSlice')?.endpoints.map(({ addresses, conditions }) => [addresses[0], conditions])).toEqual([
      ['127.10.0.1', { ready: true, serving: true, terminating: false }],
      ['127.10.0.2', { ready: false, serving: false, terminating: false }],
      ['127.10.0.3', { ready: false, serving: true, terminating: true }],
    ]);
  });

  test('publishNotReadyAddresses counts all as ready', () => {
    const { actions } = planService(world({ service: service({ clusterIP: 'None', publishNotReadyAddresses: true }), pods: [pod('a', '127.10.0.1', { ready: false })] }));
    expect(find<Endpoints>(actions, 'Endpoints')?.subsets?.[0]).toMatchObject({ addresses: [{ ip: '127.10.0.1' }] });
    expect(find<EndpointSlice>(actions, 'EndpointSlice')).toMatchObject({ metadata: { labels: { 'service.kubernetes.io/headless': '' } }, endpoints: [{ conditions: { ready: true, serving: false } }] });
  });

  test('a named port is looked up in each pod: one subset and slice for every number', () => {
    const pods = [pod('a', '127.10.0.1', { containerPort: 15432 }), pod('b', '127.10.0.2'), pod('c', '127.10.0.3')];
    const { actions } = planService(world({ service: service({ ports: [{ name: 'x', port: 1, targetPort: 'pg' }] }), pods }));
    expect(find<Endpoints>(actions, 'Endpoints')?.subsets?.map(({ ports, addresses }) => [ports?.[0]?.port, addresses?.length])).toEqual([[15432, 1], [5432, 2]]);
    expect(told(actions)).toEqual(['create Endpoints', 'create EndpointSlice', 'create EndpointSlice']);
  });

  test('a hostname is published to the service that the pod names', () => {
    const named = pod('a', '127.10.0.1');
    const { actions } = planService(world({ pods: [{ ...named, spec: { ...named.spec, hostname: 'a', subdomain: 'web' } }] }));
    expect(find<EndpointSlice>(actions, 'EndpointSlice')?.endpoints[0]).toHaveProperty('hostname', 'a');
  });

  test('a change touches only the slice it is about, and none that is right', () => {
    const before = after(world({ pods: [pod('a', '127.10.0.1')] }));
    expect(planService(before).actions).toEqual([]);
    expect(told(planService({ ...before, pods: [pod('a', '127.10.0.1', { ready: false })] }).actions)).toEqual(['replace Endpoints', 'replace EndpointSlice']);
  });

  test('the endpoints of a service that has gone are removed, those that a client wrote are not', () => {
    const made = after(world());
    expect(told(planService({ ...made, service: undefined }).actions)).toEqual(['delete Endpoints', 'delete EndpointSlice']);
    const written: Endpoints = { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'web', namespace: 'n' }, subsets: [] };
    expect(planService(world({ service: undefined, endpoints: written })).actions).toEqual([]);
  });

  test('without a selector what somebody wrote is mirrored to a slice', () => {
    const endpoints: Endpoints = { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'web', namespace: 'n', uid: 'e-uid' }, subsets: [{ addresses: [{ ip: '10.0.0.1' }], ports: [{ port: 5432 }] }] };
    const { selector: _none, ...spec } = service().spec;
    const manual = { ...service(), spec };
    const { actions } = planService(world({ service: manual, endpoints }));
    expect(told(actions)).toEqual(['create EndpointSlice']);
    expect(find<EndpointSlice>(actions, 'EndpointSlice')).toMatchObject({
      metadata: { labels: { 'endpointslice.kubernetes.io/managed-by': 'endpointslicemirroring-controller.k8s.io' }, ownerReferences: [{ kind: 'Endpoints', uid: 'e-uid' }] },
      endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready: true } }],
      ports: [{ port: 5432, protocol: 'TCP' }],
    });
    const leader = { ...endpoints, metadata: { ...endpoints.metadata, annotations: { 'control-plane.alpha.kubernetes.io/leader': '{}' } } };
    expect(planService(world({ service: manual, endpoints: leader })).actions).toEqual([]);
  });

  test('a load balancer has its cluster address, an external name nothing', () => {
    const { actions } = planService(world({ service: service({ type: 'LoadBalancer' }) }));
    expect(actions.at(-1)?.object.status).toEqual({ loadBalancer: { ingress: [{ ip: '127.10.200.1', ipMode: 'VIP' }] } });
    expect(planService(world({ service: service({ type: 'ExternalName' }) })).actions).toEqual([]);
  });
});

describe('proxyPorts', () => {
  const slices = after(world({ pods: [pod('a', '127.10.0.1'), pod('b', '127.10.0.2', { ready: false })] })).slices;

  test('every port of the cluster address leads to the endpoints of its name', () => {
    expect(proxyPorts(service(), slices)).toEqual([
      { address: '127.10.200.1', port: 80, targets: [{ address: '127.10.0.1', port: 8080, ready: true }, { address: '127.10.0.2', port: 8080, ready: false }] },
    ]);
  });

  test.each([
    ['a headless service', { clusterIP: 'None' }],
    ["the API's own service", { clusterIP: '127.10.0.1' }],
    ['an external name', { type: 'ExternalName' }],
    ['UDP alone', { ports: [{ name: 'http', port: 80, protocol: 'UDP' }] }],
  ])('%s has none', (_name, spec) => {
    expect(proxyPorts(service(spec), slices)).toEqual([]);
  });
});
