import { SCHEDULE_CONFIG_MAP, type ConfigMap } from '../../kube/core-kinds.js';
import type { RunScheduleInput } from '../../schema/graphql/schedule-inputs.js';
import type { MutationPlan } from '../../schema/plan/plan.js';
import { planRunSchedule } from '../../schema/schedule/plan-schedule.js';
import { readSchedule } from '../../schema/schedule/read-schedule.js';
import { scheduleRunInput } from '../../schema/schedule/schedule-run.js';
import { LABEL_SCHEDULE, type Schedule } from '../../schema/schedule/schedule.js';
import { readCluster } from '../cluster/read-cluster.js';
import type { Context, Services } from '../context.js';
import { ApiError } from '../error/api-error.js';
import { readScheduleConfigMap } from './read-schedule-config-map.js';
import { requireScheduled } from './require-scheduled.js';
import type { ScheduleMutation } from './run-schedule-mutation.js';

/** The schedule of a ConfigMap. Throws FAILED_PRECONDITION when it cannot be carried out. */
const scheduleOf = (configMap: ConfigMap, { settings }: Services): Schedule => {
  const { schedule, fault } = readSchedule(configMap, settings.operatorNamespace);
  if (fault === undefined) return schedule;
  throw new ApiError('FAILED_PRECONDITION', `The schedule "${configMap.metadata.name}" cannot be carried out: ${fault}.`, { suggestion: 'Mend it with `updateSchedule`, then run it.' });
};

/** How `runSchedule` is asked for: the operation that it leaves is the run, beside the cluster that it is about. */
export const runScheduleNow = (key: Pick<RunScheduleInput, 'namespace' | 'name'>, context: Context): ScheduleMutation => {
  const { namespace, name } = key;
  const { services } = context;
  const store = (): Promise<ConfigMap | undefined> => services.client.get(SCHEDULE_CONFIG_MAP, { namespace, name });
  return {
    kind: 'RunSchedule', namespace, schedule: { namespace, name },
    async prepare(unfinished) {
      if (unfinished !== undefined) return { plan: unfinished.spec.input?.['plan'] as MutationPlan, store };
      const configMap = await readScheduleConfigMap({ namespace, name }, services);
      const schedule = scheduleOf(configMap, services);
      const cluster = await readCluster(schedule.cluster, services);
      await requireScheduled(schedule, context);
      return {
        plan: planRunSchedule(name, schedule), namespace: schedule.cluster.namespace, cluster: schedule.cluster.name, clusterUid: cluster.metadata.uid,
        labels: { [LABEL_SCHEDULE]: configMap.metadata.uid ?? '' }, input: { ...scheduleRunInput(configMap.metadata, schedule, cluster) }, store,
      };
    },
  };
};
