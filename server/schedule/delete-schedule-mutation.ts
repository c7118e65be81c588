import { SCHEDULE_CONFIG_MAP } from '../../kube/core-kinds.js';
import type { DeleteScheduleInput } from '../../schema/graphql/schedule-inputs.js';
import { planDeleteSchedule } from '../../schema/schedule/plan-schedule.js';
import type { Context } from '../context.js';
import { readScheduleConfigMap } from './read-schedule-config-map.js';
import type { ScheduleMutation } from './run-schedule-mutation.js';

/** How `deleteSchedule` makes its change. */
export const deleteScheduleMutation = ({ namespace, name }: DeleteScheduleInput, { services }: Context): ScheduleMutation => ({
  kind: 'DeleteSchedule', namespace, schedule: { namespace, name },
  async prepare(unfinished) {
    const configMap = unfinished === undefined ? await readScheduleConfigMap({ namespace, name }, services)
      : await services.client.get(SCHEDULE_CONFIG_MAP, { namespace, name });
    const { uid } = configMap?.metadata ?? {};
    return {
      plan: planDeleteSchedule(name), input: { name, ...(uid === undefined ? {} : { uid }) },
      async store({ dryRun }) {
        // One that was made under the name since is not the one that was asked to go.
        const isSame = unfinished === undefined || unfinished.spec.input?.['uid'] === uid;
        if (configMap !== undefined && isSame && !dryRun) await services.client.delete(SCHEDULE_CONFIG_MAP, { namespace, name }, uid === undefined ? {} : { uid });
        return undefined;
      },
    };
  },
});
