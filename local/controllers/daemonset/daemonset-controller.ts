import type { ApiAccess, ObjectKey, WatchEvent } from '../../api-access.js';
import { adopters, ownerOf, ownObject, type Controller } from '../controller.js';
import { kinds, read, readAll } from '../kinds.js';
import { keyOf, perform } from '../plan.js';
import { planDaemonSet } from './plan-daemonset.js';

/** Keeps the pods and revisions of DaemonSets. */
export function daemonSetController(clock: () => number): Controller {
  return {
    name: 'daemonset',
    kind: kinds.daemonSet,
    triggers: [
      ownObject(kinds.daemonSet),
      ownerOf(kinds.pod, kinds.daemonSet),
      ownerOf(kinds.revision, kinds.daemonSet),
      adopters(kinds.pod, kinds.daemonSet),
      { kind: kinds.node, keys: allSets },
    ],
    visit: async (access, key) => {
      const set = read(access, kinds.daemonSet, key);
      if (!set) return undefined;
      const { namespace = '' } = key;
      return perform(access, planDaemonSet({
        set,
        pods: readAll(access, kinds.pod, { namespace }),
        revisions: readAll(access, kinds.revision, { namespace }),
        nodes: readAll(access, kinds.node),
        now: clock(),
      }));
    },
  };
}

/** A node may have become one for any of them. */
function allSets(_event: WatchEvent, access: ApiAccess): ObjectKey[] {
  return readAll(access, kinds.daemonSet).map(keyOf);
}
