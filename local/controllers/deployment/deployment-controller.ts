import type { ApiAccess, ObjectKey, WatchEvent } from '../../api-access.js';
import { planned, workloadTriggers, type Controller } from '../controller.js';
import { kinds, read, readAll } from '../kinds.js';
import { controllerOf } from '../owner.js';
import { planDeployment } from './plan-deployment.js';

/** Keeps the ReplicaSets of Deployments. */
export function deploymentController(clock: () => number): Controller {
  return {
    name: 'deployment',
    kind: kinds.deployment,
    triggers: [...workloadTriggers(kinds.deployment, kinds.replicaSet), { kind: kinds.pod, keys: deploymentOfEndedPod }],
    visit: planned(kinds.deployment, (deployment, access, namespace) => planDeployment({
      deployment,
      pods: deployment.spec.strategy?.type === 'Recreate' ? readAll(access, kinds.pod, { namespace }) : [],
      sets: readAll(access, kinds.replicaSet, { namespace }),
      now: clock(),
    })),
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
