import { ANNOTATION_DATA, ANNOTATION_DATA_DIRECTORY, LABEL_PATRONI_SCOPE, MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { patroniScope, patroniStateName } from '../../schema/naming/names.js';
import type { Writer } from '../../kube/client/kube-client.js';
import { CONFIG_MAP, type ConfigMap } from '../../kube/core-kinds.js';
import { ignoreAlreadyExists } from '../../kube/kube-error.js';
import { clusterLabels } from '../cluster/desire/desire-input.js';
import type { ClusterWorld } from '../cluster/world.js';
import { wantedData } from './cluster-data.js';

/**
 * Lets Patroni begin anew on the wanted data: whose database it is, its history and everything about members is
 * forgotten, its dynamic configuration is kept, or made where there is none. The state goes last: it says that all is done.
 */
export const resetPatroni = async (writer: Writer, world: ClusterWorld, reset: { readonly remove: readonly ConfigMap[]; readonly dynamic: Record<string, unknown> }): Promise<void> => {
  const { name, namespace = '' } = world.cluster.metadata;
  await Promise.all(reset.remove.map(({ metadata }) => writer.delete(CONFIG_MAP, { namespace, name: metadata.name }, { uid: metadata.uid })));
  const { id, directory } = wantedData(world);
  const annotations = { [ANNOTATION_DATA]: id, [ANNOTATION_DATA_DIRECTORY]: directory };
  const key = { namespace, name: patroniStateName(name) };
  const state = world.configMaps.find(({ metadata }) => metadata.name === key.name);
  if (state !== undefined) {
    const patch = { metadata: { resourceVersion: state.metadata.resourceVersion, annotations: { ...annotations, initialize: null, history: null } } };
    await writer.mergePatch(CONFIG_MAP, key, patch, { manager: MANAGER_OPERATOR });
    return;
  }
  const fresh: ConfigMap = {
    apiVersion: 'v1', kind: 'ConfigMap',
    metadata: {
      ...key, labels: { ...clusterLabels(name), [LABEL_PATRONI_SCOPE]: patroniScope(name) },
      annotations: { ...annotations, config: JSON.stringify(reset.dynamic) },
    },
  };
  await writer.create(CONFIG_MAP, fresh, { manager: MANAGER_OPERATOR }).catch(ignoreAlreadyExists);
};
