import type { ApiAccess, ObjectKey, WatchEvent } from '../../api-access.js';
import { adopters, ownerOf, ownObject, type Controller } from '../controller.js';
import { kinds, read, readAll } from '../kinds.js';
import { controllerOf } from '../owner.js';
import { perform } from '../plan.js';
import { planDeployment } from './plan-deployment.js';

/** Keeps the ReplicaSets of Deployments. */
export function deploymentController(clock: () => number): Controller {
  return {
    name: 'deployment',
    kind: kinds.deployment,
    triggers: [
      ownObject(kinds.deployment),
      ownerOf(kinds.replicaSet, kinds.deployment),
      adopters(kinds.replicaSet, kinds.deployment),
      { kind: kinds.pod, keys: deploymentOfEndedPod },
    ],
    visit: async (access, key) => {
      const deployment = read(access, kinds.deployment, key);
      if (!deployment) return undefined;
      const namespace = key.namespace ?? '';
      const pods = deployment.spec.strategy?.type === 'Recreate' ? readAll(access, kinds.pod, { namespace }) : [];
      return perform(access, planDeployment({ deployment, pods, sets: readAll(access, kinds.replicaSet, { namespace }), now: clock() }));
    },
  };
}

/** A Deployment that recreates waits until the last of its old pods has gone. */
function deploymentOfEndedPod(event: WatchEvent, access: ApiAccess): ObjectKey[] {
  if (event.type !== 'DELETED') return [];
  const { namespace } = event.object.metadata;
  const owner = controllerOf(event.object);
  const set = owner?.kind === kinds.replicaSet.kind ? read(access, kinds.replicaSet, { namespace, name: owner.name }) : undefined;
  const deployment = set && controllerOf(set);
  return deployment?.kind === kinds.deployment.kind ? [{ namespace, name: deployment.name }] : [];
}
