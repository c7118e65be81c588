import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { KubeError } from '../../kube/kube-error.js';
import type { Kind, KubeObject } from '../../kube/kube-object.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { packageRoot } from '../package-root.js';
import { StartError } from '../start-error.js';

interface CustomResourceDefinition extends KubeObject {
  status?: { readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string }[] };
}

const DEFINITION: Kind<CustomResourceDefinition> = {
  apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', plural: 'customresourcedefinitions', namespaced: false,
};
const ESTABLISHED_TIMEOUT_MS = 30_000;

/** Applies the custom resource definitions of this package and waits until their resources are served. */
export async function applyDefinitions(connection: KubeConnection): Promise<void> {
  const folder = path.join(packageRoot, 'manifests', 'crds');
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  await Promise.all(files.map(async (file) => {
    const definition = parse(readFileSync(path.join(folder, file), 'utf8')) as CustomResourceDefinition;
    const applied = await connection.apply(DEFINITION, definition, { manager: MANAGER_OPERATOR });
    if (!isEstablished(applied)) await untilEstablished(connection, applied);
  }));
}

/** Looks whether our resources are served, where they are installed by someone else. Throws a `StartError` when not. */
export async function checkDefinitions(connection: KubeConnection, namespace: string): Promise<void> {
  try {
    await connection.listPage(POSTGRES_CLUSTER, { namespace }, { limit: 1 });
  } catch (error) {
    if (!(error instanceof KubeError) || error.code !== 404) throw error;
    throw new StartError('Kubernetes does not know PostgresCluster. Install the custom resource definitions first: kubectl apply --server-side -f manifests/crds', { cause: error });
  }
}

async function untilEstablished(connection: KubeConnection, { metadata }: CustomResourceDefinition): Promise<void> {
  const selection = { fieldSelector: `metadata.name=${metadata.name}` };
  const signal = AbortSignal.timeout(ESTABLISHED_TIMEOUT_MS);
  const from = { resourceVersion: metadata.resourceVersion ?? '', signal, idleTimeoutMs: ESTABLISHED_TIMEOUT_MS };
  for await (const event of connection.watch(DEFINITION, selection, from)) {
    if (event.type !== 'BOOKMARK' && isEstablished(event.object)) return;
  }
  throw new StartError(`Kubernetes does not serve ${metadata.name} after ${ESTABLISHED_TIMEOUT_MS / 1000} s.`);
}

const isEstablished = ({ status }: CustomResourceDefinition): boolean =>
  (status?.conditions ?? []).some((condition) => condition.type === 'Established' && condition.status === 'True');
