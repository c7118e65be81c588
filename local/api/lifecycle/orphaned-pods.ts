import type { ApiAccess } from '../../api-access.js';

const PODS = { group: '', version: 'v1', plural: 'pods' };
const NODES = { group: '', version: 'v1', plural: 'nodes' };
/** Milliseconds between looks. */
const LOOK_MS = 5_000;
/** A pod's node must have been missing for so long before the pod is taken for lost. */
const QUARANTINE_MS = 40_000;

/** Removes pods that are bound to a node that does not exist: no node agent will ever end them. */
export function startOrphanedPods(access: ApiAccess, clock: () => number): { stop(): void } {
  const missingSince = new Map<string, number>();
  const look = (): void => {
    const now = clock();
    const missing = new Set<string>();
    for (const { metadata, spec } of access.list(PODS)) {
      const { nodeName } = spec as { nodeName?: string };
      if (!nodeName || access.get(NODES, { name: nodeName })) continue;
      missing.add(nodeName);
      const since = missingSince.get(nodeName) ?? now;
      missingSince.set(nodeName, since);
      if (now - since < QUARANTINE_MS) continue;
      const { namespace, name, uid = '' } = metadata;
      // A pod that cannot be deleted now is found again at the next look.
      access.delete(PODS, { namespace, name }, { gracePeriodSeconds: 0, preconditions: { uid } }).catch(() => undefined);
    }
    for (const node of missingSince.keys()) if (!missing.has(node)) missingSince.delete(node);
  };
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
