import type { ApiAccess, ObjectKey, WatchEvent } from '../../api-access.js';
import { ownerOf, planned, workloadTriggers, type Controller } from '../controller.js';
import { kinds, readAll } from '../kinds.js';
import { planStatefulSet } from './plan-statefulset.js';

/** Keeps the pods, claims and revisions of StatefulSets. */
export function statefulSetController(clock: () => number): Controller {
  return {
    name: 'statefulset',
    kind: kinds.statefulSet,
    triggers: [...workloadTriggers(kinds.statefulSet, kinds.pod), ownerOf(kinds.revision, kinds.statefulSet), { kind: kinds.claim, keys: usersOfClaim }],
    visit: planned(kinds.statefulSet, (set, access, namespace) => planStatefulSet({
      set,
      pods: readAll(access, kinds.pod, { namespace }),
      claims: set.spec.volumeClaimTemplates?.length ? readAll(access, kinds.claim, { namespace }) : [],
      revisions: readAll(access, kinds.revision, { namespace }),
      now: clock(),
    })),
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
