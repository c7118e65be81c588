import type { RunScheduleInput } from '../../schema/graphql/schedule-inputs.js';
import type { MutationPlan } from '../../schema/plan/plan.js';
import { planRunSchedule } from '../../schema/schedule/plan-schedule.js';
import { readSchedule } from '../../schema/schedule/read-schedule.js';
import { scheduleRunInput } from '../../schema/schedule/schedule-run.js';
import { LABEL_SCHEDULE } from '../../schema/schedule/schedule.js';
import { readCluster } from '../cluster/read-cluster.js';
import type { Context } from '../context.js';
import { ApiError } from '../error/api-error.js';
import { readScheduleConfigMap } from './read-schedule-config-map.js';
import { requireScheduled } from './require-scheduled.js';
import type { ScheduleMutation } from './run-schedule-mutation.js';

/** How `runSchedule` is asked for: the operation that it leaves is the run. */
export const runScheduleNow = async ({ namespace, name }: RunScheduleInput, context: Context): Promise<ScheduleMutation> => {
  const configMap = await readScheduleConfigMap({ namespace, name }, context.services);
  const { schedule, fault } = readSchedule(configMap, context.services.settings.operatorNamespace);
  if (fault !== undefined) {
    throw new ApiError('FAILED_PRECONDITION', `The schedule "${name}" cannot be carried out: ${fault}.`, { suggestion: 'Mend it with `updateSchedule`, then run it.' });
  }
  return {
    kind: 'RunSchedule', namespace: schedule.cluster.namespace, cluster: schedule.cluster.name, schedule: { namespace, name },
    labels: { [LABEL_SCHEDULE]: configMap.metadata.uid ?? '' },
    async prepare(unfinished) {
      const store = (): Promise<typeof configMap> => Promise.resolve(configMap);
      if (unfinished !== undefined) return { plan: unfinished.spec.input?.['plan'] as MutationPlan, store };
      const cluster = await readCluster(schedule.cluster, context.services);
      await requireScheduled(schedule, context);
      return { plan: planRunSchedule(name, schedule), clusterUid: cluster.metadata.uid, input: { ...scheduleRunInput(configMap.metadata, schedule, cluster) }, store };
    },
  };
};
