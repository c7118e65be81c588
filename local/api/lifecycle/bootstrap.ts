import type { ApiAccess, Resource } from '../../api-access.js';
import type { KubeObject } from '../../object.js';
import { bootstrapRoles } from '../auth/bootstrap-roles.js';
import type { ApiCore } from '../core.js';
import { ensureSystemNamespaces, startNamespaceDefaults } from './namespace-defaults.js';
import { startNamespaceDeletion } from './namespace-deletion.js';
import { startEventExpiry } from './event-expiry.js';
import { startOrphanedPods } from './orphaned-pods.js';

/** Where clients in the cluster reach the API, and how they know it. */
export interface ApiPlace {
  readonly authority: string;
  readonly host: string;
  readonly port: number;
}

/** Makes what every cluster has from the start (namespaces, roles, the service `kubernetes`), and keeps the defaults of namespaces. */
export async function createBootstrapObjects(core: ApiCore, access: ApiAccess, place: ApiPlace): Promise<{ stop(): void }> {
  await ensureSystemNamespaces(access);
  await Promise.all(bootstrapRoles().map((object) => ensure(core, access, object)));
  await Promise.all(serviceObjects(place).map((object) => replace(core, access, object)));
  const defaults = startNamespaceDefaults(access, place.authority);
  const deletion = startNamespaceDeletion(core, access);
  const orphans = startOrphanedPods(access, core.clock);
  const expiry = startEventExpiry(access, core.clock);
  await core.store.settled();
  return {
    stop: () => {
      defaults.stop();
      deletion.stop();
      orphans.stop();
      expiry.stop();
    },
  };
}

/** The service `kubernetes` is the API itself: its address is the server's own, so that no proxy stands between. */
function serviceObjects({ host, port }: ApiPlace): KubeObject[] {
  const metadata = { name: 'kubernetes', namespace: 'default', labels: { component: 'apiserver', provider: 'kubernetes' } };
  const ports = [{ name: 'https', port, protocol: 'TCP' }];
  return [
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { type: 'ClusterIP', clusterIP: host, clusterIPs: [host], ports: [{ ...ports[0], targetPort: port }], sessionAffinity: 'None' } },
    { apiVersion: 'v1', kind: 'Endpoints', metadata: { ...metadata, labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } }, subsets: [{ addresses: [{ ip: host }], ports }] },
    {
      apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { ...metadata, labels: { 'kubernetes.io/service-name': 'kubernetes' } },
      addressType: 'IPv4', endpoints: [{ addresses: [host], conditions: { ready: true } }], ports,
    },
  ];
}

async function ensure({ registry }: ApiCore, access: ApiAccess, object: KubeObject): Promise<void> {
  const resource = registry.findKind(object.apiVersion, object.kind);
  if (!resource) return;
  const present = access.get(resource, object.metadata);
  if (!present) return void (await access.create(resource, object));
  // A store that an earlier version made has these roles with fixed rules.
  const { aggregationRule } = object;
  if (aggregationRule && !present['aggregationRule']) await access.modify(resource, object.metadata, (current) => ({ ...current, aggregationRule, metadata: { ...current.metadata, labels: { ...current.metadata.labels, ...object.metadata.labels } } }));
}

async function replace(core: ApiCore, access: ApiAccess, object: KubeObject): Promise<void> {
  const resource: Resource | undefined = core.registry.findKind(object.apiVersion, object.kind);
  if (!resource) return;
  const present = access.get(resource, object.metadata);
  if (!present) {
    await access.create(resource, object);
    return;
  }
  // The port may be another one after a restart; the address of a service is fixed, so a changed one is made anew.
  const isSame = JSON.stringify(present.spec ?? present.subsets ?? present.endpoints).includes(`"${object.kind === 'Service' ? (object.spec as { clusterIP: string }).clusterIP : addressOf(object)}"`);
  if (!isSame) {
    await access.delete(resource, object.metadata);
    await access.create(resource, object);
    return;
  }
  await access.modify(resource, object.metadata, (current) => ({ ...object, metadata: { ...current.metadata, labels: object.metadata.labels ?? {} } }));
}

function addressOf({ subsets, endpoints }: KubeObject): string {
  const [subset] = (subsets ?? []) as { addresses: { ip: string }[] }[];
  const [endpoint] = (endpoints ?? []) as { addresses: string[] }[];
  return subset?.addresses[0]?.ip ?? endpoint?.addresses[0] ?? '';
}
