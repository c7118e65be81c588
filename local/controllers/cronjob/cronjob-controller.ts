import { ownerOf, ownObject, type Controller } from '../controller.js';
import { kinds, read, readAll } from '../kinds.js';
import { perform } from '../plan.js';
import { planCronJob } from './plan-cronjob.js';

/** Starts the Jobs of CronJobs when they are due. */
export function cronJobController(clock: () => number): Controller {
  return {
    name: 'cronjob',
    kind: kinds.cronJob,
    triggers: [ownObject(kinds.cronJob), ownerOf(kinds.job, kinds.cronJob)],
    visit: async (access, key) => {
      const cronJob = read(access, kinds.cronJob, key);
      if (!cronJob) return undefined;
      return perform(access, planCronJob({ cronJob, jobs: readAll(access, kinds.job, { namespace: key.namespace ?? '' }), now: clock() }));
    },
  };
}
