import type { ApiAccess, ObjectKey, WatchEvent } from '../../api-access.js';
import { ownerOf, planned, workloadTriggers, type Controller } from '../controller.js';
import { kinds, readAll } from '../kinds.js';
import { keyOf } from '../plan.js';
import { planDaemonSet } from './plan-daemonset.js';

/** Keeps the pods and revisions of DaemonSets. */
export function daemonSetController(clock: () => number): Controller {
  return {
    name: 'daemonset',
    kind: kinds.daemonSet,
    triggers: [...workloadTriggers(kinds.daemonSet, kinds.pod), ownerOf(kinds.revision, kinds.daemonSet), { kind: kinds.node, keys: allSets }],
    visit: planned(kinds.daemonSet, (set, access, namespace) => planDaemonSet({
      set,
      pods: readAll(access, kinds.pod, { namespace }),
      revisions: readAll(access, kinds.revision, { namespace }),
      nodes: readAll(access, kinds.node),
      now: clock(),
    })),
  };
}

/** A node may have become one for any of them. */
function allSets(_event: WatchEvent, access: ApiAccess): ObjectKey[] {
  return readAll(access, kinds.daemonSet).map(keyOf);
}
