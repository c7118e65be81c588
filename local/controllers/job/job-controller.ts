import type { ObjectKey, WatchEvent } from '../../api-access.js';
import { workloadTriggers, type Controller } from '../controller.js';
import type { Pod } from '../core-types.js';
import { kinds, read, readAll } from '../kinds.js';
import { controllerOf } from '../owner.js';
import { perform, replace } from '../plan.js';
import { planJob } from './plan-job.js';
import { isTracked, withoutTracking } from './job-pod.js';

const JOB_NAME_LABEL = 'batch.kubernetes.io/job-name';

/** Runs the pods of Jobs to their end. */
export function jobController(clock: () => number): Controller {
  return {
    name: 'job',
    kind: kinds.job,
    triggers: [...workloadTriggers(kinds.job, kinds.pod), { kind: kinds.pod, keys: jobByLabel }],
    visit: async (access, key) => {
      const job = read(access, kinds.job, key);
      const pods = readAll(access, kinds.pod, { namespace: key.namespace ?? '' });
      const stray = pods.filter((pod) => isTracked(pod) && isStray(pod, key, job?.metadata.uid));
      if (stray.length > 0) await perform(access, { actions: stray.map((pod) => replace(kinds.pod, withoutTracking(pod))) });
      return job ? perform(access, planJob({ job, pods, now: clock() })) : undefined;
    },
  };
}

/** A tracked pod that lost its job must not wait to be counted. */
function isStray(pod: Pod, { name }: ObjectKey, uid: string | undefined): boolean {
  const controller = controllerOf(pod);
  if (controller?.kind === kinds.job.kind) return controller.name === name && controller.uid !== uid;
  return uid === undefined && pod.metadata.labels?.[JOB_NAME_LABEL] === name;
}

function jobByLabel({ object: { metadata } }: WatchEvent): ObjectKey[] {
  const name = metadata.labels?.[JOB_NAME_LABEL];
  return name && !controllerOf({ metadata } as Pod) ? [{ namespace: metadata.namespace, name }] : [];
}
