import { LABEL_ROLE, MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { patroniStateName } from '../../schema/naming/names.js';
import type { Writer } from '../../kube/client/kube-client.js';
import { CONFIG_MAP, POD } from '../../kube/core-kinds.js';
import type { DesireInput } from './desire/desire-input.js';
import { dynamicConfigOf } from './desire/patroni-config-map.js';
import { deleteAll } from './apply-owned.js';
import { primaryOf } from './instance-health.js';
import type { ClusterPlan } from './plan.js';
import type { ClusterWorld } from './world.js';

/** Puts `primary` or `replica` on the pods; the services do not depend on it, people and tools do. */
export const mirrorRoles = async (writer: Writer, world: ClusterWorld): Promise<void> => {
  const primary = primaryOf(world);
  await Promise.all(world.instances.flatMap((instance) => {
    const { pod, member } = instance;
    if (pod === undefined || member === undefined || pod.metadata.deletionTimestamp !== undefined) return [];
    const role = instance === primary ? 'primary' : member.role === 'replica' ? 'replica' : undefined;
    if (role === undefined || pod.metadata.labels?.[LABEL_ROLE] === role) return [];
    const { name, namespace = '', uid } = pod.metadata;
    return [writer.mergePatch(POD, { namespace, name }, { metadata: { uid, labels: { [LABEL_ROLE]: role } } }, { manager: MANAGER_OPERATOR })];
  }));
};

/** Brings Patroni's dynamic configuration up to date, once Patroni has made it. */
export const applyDynamicConfig = async (writer: Writer, input: DesireInput): Promise<void> => {
  const { metadata: { name, namespace = '' } } = input.world.cluster;
  const store = input.world.configMaps.find(({ metadata }) => metadata.name === patroniStateName(name));
  const current = input.world.patroni.dynamicConfig;
  if (store === undefined || current === undefined || !input.world.patroni.initialized) return;
  const wanted = JSON.stringify(dynamicConfigOf(input));
  if (sameJson(current, wanted)) return;
  const patch = { metadata: { resourceVersion: store.metadata.resourceVersion, annotations: { config: wanted } } };
  await writer.mergePatch(CONFIG_MAP, { namespace, name: store.metadata.name }, patch, { manager: MANAGER_OPERATOR });
};

const sameJson = (left: string, right: string): boolean => {
  const sorted = (value: unknown): unknown => (value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)])) : value);
  try {
    return JSON.stringify(sorted(JSON.parse(left))) === JSON.stringify(sorted(JSON.parse(right)));
  } catch {
    return false;
  }
};

/** Deletes the pod that is to be replaced; its StatefulSet makes it anew with the current template. */
export const deleteRenewed = async (writer: Writer, { renew }: ClusterPlan): Promise<void> => {
  if (renew?.pod !== undefined) await deleteAll(writer, [renew.pod]);
};
