import { ownerOf, ownObject, planned, type Controller } from '../controller.js';
import { kinds, readAll } from '../kinds.js';
import { planCronJob } from './plan-cronjob.js';

/** Starts the Jobs of CronJobs when they are due. */
export function cronJobController(clock: () => number): Controller {
  return {
    name: 'cronjob',
    kind: kinds.cronJob,
    triggers: [ownObject(kinds.cronJob), ownerOf(kinds.job, kinds.cronJob)],
    visit: planned(kinds.cronJob, (cronJob, access, namespace) => planCronJob({ cronJob, jobs: readAll(access, kinds.job, { namespace }), now: clock() })),
  };
}
