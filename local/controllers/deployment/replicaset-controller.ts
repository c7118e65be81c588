import { adopters, ownerOf, ownObject, type Controller } from '../controller.js';
import { kinds, read, readAll } from '../kinds.js';
import { perform } from '../plan.js';
import { planReplicaSet } from './plan-replicaset.js';

/** Keeps the pods of ReplicaSets. */
export function replicaSetController(clock: () => number): Controller {
  return {
    name: 'replicaset',
    kind: kinds.replicaSet,
    triggers: [ownObject(kinds.replicaSet), ownerOf(kinds.pod, kinds.replicaSet), adopters(kinds.pod, kinds.replicaSet)],
    visit: async (access, key) => {
      const set = read(access, kinds.replicaSet, key);
      if (!set) return undefined;
      return perform(access, planReplicaSet({ set, pods: readAll(access, kinds.pod, { namespace: key.namespace ?? '' }), now: clock() }));
    },
  };
}
