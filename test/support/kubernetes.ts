import path from 'node:path';
import { systemClock } from '../../kube/clock.js';
import { connectKube } from '../../kube/client/connect-kube.js';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { loadKubeconfig } from '../../kube/client/load-kube-access.js';
import {
  CONFIG_MAP, DEPLOYMENT, NAMESPACE, NETWORK_POLICY, PERSISTENT_VOLUME_CLAIM, POD, ROLE, ROLE_BINDING, SECRET, SERVICE, SERVICE_ACCOUNT, STATEFUL_SET,
} from '../../kube/core-kinds.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { KubeObject } from '../../kube/kube-object.js';
import { LABEL_CLUSTER } from '../../schema/naming/labels.js';

/** Every kind of which a cluster has objects. */
export const CLUSTER_KINDS = [
  POD, STATEFUL_SET, DEPLOYMENT, SERVICE, SECRET, CONFIG_MAP, PERSISTENT_VOLUME_CLAIM, SERVICE_ACCOUNT, ROLE, ROLE_BINDING, NETWORK_POLICY, POSTGRES_CLUSTER,
] as const;

/** A connection to the local Kubernetes of a service. */
export async function kubernetesOf(service: { readonly dataDir: string }): Promise<KubeConnection> {
  return connectKube(await loadKubeconfig(path.join(service.dataDir, 'kubeconfig'), systemClock));
}

/** Makes a namespace unless it is there. */
export async function ensureNamespace(kubernetes: KubeConnection, name: string): Promise<string> {
  await kubernetes.apply(NAMESPACE, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } } as KubeObject, { manager: 'test' });
  return name;
}

/** `Kind/name` of everything that belongs to a cluster. */
export async function objectsOf(kubernetes: KubeConnection, { namespace, name }: { namespace: string; name: string }): Promise<string[]> {
  const lists = await Promise.all(CLUSTER_KINDS.map(async (kind) => {
    const objects: KubeObject[] = await kubernetes.list<KubeObject>(kind, { namespace });
    return objects
      .filter((object) => object.metadata.labels?.[LABEL_CLUSTER] === name || (object.kind === 'PostgresCluster' && object.metadata.name === name))
      .map((object) => `${object.kind}/${object.metadata.name}`);
  }));
  return lists.flat().sort();
}
