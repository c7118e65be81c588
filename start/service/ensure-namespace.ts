import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { NAMESPACE } from '../../kube/core-kinds.js';
import { KubeError } from '../../kube/kube-error.js';
import { MANAGER_OPERATOR } from '../../schema/naming/labels.js';

/** Makes the namespace unless it is there; a second creator at the same moment does not matter. */
export async function ensureNamespace(connection: KubeConnection, name: string): Promise<void> {
  if (await connection.get(NAMESPACE, { namespace: '', name })) return;
  try {
    await connection.create(NAMESPACE, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }, { manager: MANAGER_OPERATOR });
  } catch (error) {
    if (!(error instanceof KubeError) || error.reason !== 'AlreadyExists') throw error;
  }
}
