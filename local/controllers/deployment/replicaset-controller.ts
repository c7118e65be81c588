import { planned, workloadTriggers, type Controller } from '../controller.js';
import { kinds, readAll } from '../kinds.js';
import { planReplicaSet } from './plan-replicaset.js';

/** Keeps the pods of ReplicaSets. */
export function replicaSetController(clock: () => number): Controller {
  return {
    name: 'replicaset',
    kind: kinds.replicaSet,
    triggers: workloadTriggers(kinds.replicaSet, kinds.pod),
    visit: planned(kinds.replicaSet, (set, access, namespace) => planReplicaSet({ set, pods: readAll(access, kinds.pod, { namespace }), now: clock() })),
  };
}
