import { MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { patroniStateName } from '../../schema/naming/names.js';
import type { Writer } from '../../kube/client/kube-client.js';
import { CONFIG_MAP } from '../../kube/core-kinds.js';
import { databaseContainer } from './instance-health.js';
import type { ClusterWorld, ObservedInstance } from './world.js';

/** How long every instance must have done nothing before a bootstrap that one of them once claimed is held to be abandoned. */
export const IDLE_BOOTSTRAP_MS = 30_000;

const idleSinceMs = ({ pod, member }: ObservedInstance): number | undefined => {
  const startedAt = databaseContainer(pod)?.state?.running?.startedAt;
  return startedAt === undefined || member?.state !== 'stopped' ? undefined : Date.parse(startedAt);
};

/**
 * Milliseconds until the right to make the first database is to be taken back, 0 or less for now; undefined when nobody
 * holds it or someone is at work. Patroni never gives it up by itself when the answer to its claim was lost on the way:
 * the claim stands, nobody knows that it is his, and all wait for each other.
 */
export const abandonedBootstrapMs = (world: ClusterWorld, nowMs: number): number | undefined => {
  const { bootstrapping, leader } = world.patroni;
  if (!bootstrapping || leader !== undefined || world.instances.length === 0) return undefined;
  const since = world.instances.map(idleSinceMs);
  return since.every((sinceMs) => sinceMs !== undefined) ? Math.max(...since) + IDLE_BOOTSTRAP_MS - nowMs : undefined;
};

/** Takes the right to make the first database back, so that the instances race for it anew. */
export const releaseBootstrap = async (writer: Writer, { cluster, configMaps }: ClusterWorld): Promise<void> => {
  const { name, namespace = '' } = cluster.metadata;
  const store = configMaps.find(({ metadata }) => metadata.name === patroniStateName(name));
  if (store === undefined) return;
  const { uid, annotations } = store.metadata;
  if (annotations?.['config'] === undefined) {
    // Patroni takes a ConfigMap without a configuration for none at all and fails to create it.
    await writer.delete(CONFIG_MAP, { namespace, name: store.metadata.name }, uid === undefined ? {} : { uid });
    return;
  }
  const patch = { metadata: { resourceVersion: store.metadata.resourceVersion, annotations: { initialize: null } } };
  await writer.mergePatch(CONFIG_MAP, { namespace, name: store.metadata.name }, patch, { manager: MANAGER_OPERATOR });
};
