import type { ApiAccess, Resource } from '../../api-access.js';
import type { KubeObject } from '../../object.js';
import { StatusError } from '../../status-error.js';

const core = (plural: string): Resource => ({ group: '', version: 'v1', plural });
const NAMESPACES = core('namespaces');
const ROOT_CERTIFICATE = 'kube-root-ca.crt';

/** The namespaces that are always there. */
export const SYSTEM_NAMESPACES: readonly string[] = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/** Gives every namespace its default service account and the API's root certificate, and makes them again when they are deleted. */
export function startNamespaceDefaults(access: ApiAccess, rootCertificate: string): { stop(): void } {
  const defaults: readonly [Resource, (namespace: string) => KubeObject][] = [
    [core('serviceaccounts'), (namespace) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } })],
    [core('configmaps'), (namespace) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: ROOT_CERTIFICATE, namespace }, data: { 'ca.crt': rootCertificate } })],
  ];
  const ensure = async (resource: Resource, object: KubeObject): Promise<void> => {
    const { name, namespace = '' } = object.metadata;
    const owner = access.get(NAMESPACES, { name: namespace });
    if (!owner || owner.metadata.deletionTimestamp) return;
    const present = access.get(resource, { namespace, name });
    try {
      if (!present) await access.create(resource, object);
      else if (object['data'] && !isSame(present['data'], object['data'])) await access.mergePatch(resource, { namespace, name }, { data: object['data'] });
    } catch (error) {
      // Made by someone else meanwhile, or the namespace is on its way out: both are as wanted.
      if (!(error instanceof StatusError) || error.code >= 500) throw error;
    }
  };
  const unsubscribes = [
    access.watch(NAMESPACES, {}, ({ type, object }) => {
      if (type === 'ADDED') for (const [resource, make] of defaults) void ensure(resource, make(object.metadata.name));
    }),
    ...defaults.map(([resource, make]) => access.watch(resource, {}, ({ type, object }) => {
      const wanted = make(object.metadata.namespace ?? '');
      if (object.metadata.name !== wanted.metadata.name || type === 'ADDED') return;
      void ensure(resource, wanted);
    })),
  ];
  return { stop: () => unsubscribes.forEach((unsubscribe) => unsubscribe()) };
}

/** Makes the namespaces that are always there, where they are missing. */
export async function ensureSystemNamespaces(access: ApiAccess): Promise<void> {
  for (const name of SYSTEM_NAMESPACES) {
    if (!access.get(NAMESPACES, { name })) await access.create(NAMESPACES, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
