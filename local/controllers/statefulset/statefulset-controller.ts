import type { ApiAccess, ObjectKey, WatchEvent } from '../../api-access.js';
import { adopters, ownerOf, ownObject, type Controller } from '../controller.js';
import { kinds, read, readAll } from '../kinds.js';
import { perform } from '../plan.js';
import { planStatefulSet } from './plan-statefulset.js';

/** Keeps the pods, claims and revisions of StatefulSets. */
export function statefulSetController(clock: () => number): Controller {
  return {
    name: 'statefulset',
    kind: kinds.statefulSet,
    triggers: [
      ownObject(kinds.statefulSet),
      ownerOf(kinds.pod, kinds.statefulSet),
      ownerOf(kinds.revision, kinds.statefulSet),
      adopters(kinds.pod, kinds.statefulSet),
      { kind: kinds.claim, keys: usersOfClaim },
    ],
    visit: async (access, key) => {
      const set = read(access, kinds.statefulSet, key);
      if (!set) return undefined;
      const { namespace = '' } = key;
      const plan = planStatefulSet({
        set,
        pods: readAll(access, kinds.pod, { namespace }),
        claims: set.spec.volumeClaimTemplates?.length ? readAll(access, kinds.claim, { namespace }) : [],
        revisions: readAll(access, kinds.revision, { namespace }),
        now: clock(),
      });
      return perform(access, plan);
    },
  };
}

/** A claim that has gone may be what a set waits for before it makes a pod again. */
function usersOfClaim(event: WatchEvent, access: ApiAccess): ObjectKey[] {
  if (event.type !== 'DELETED') return [];
  const { namespace = '', name: claim } = event.object.metadata;
  const sets = readAll(access, kinds.statefulSet, { namespace });
  const uses = sets.filter(({ metadata, spec }) => spec.volumeClaimTemplates?.some((template) => claim.startsWith(`${template.metadata.name}-${metadata.name}-`)));
  return uses.map(({ metadata: { name } }) => ({ namespace, name }));
}
