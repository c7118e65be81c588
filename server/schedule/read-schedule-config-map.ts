import { SCHEDULE_CONFIG_MAP, type ConfigMap } from '../../kube/core-kinds.js';
import { LABEL_SCHEDULER } from '../../schema/schedule/schedule.js';
import type { Services } from '../context.js';
import { ApiError } from '../error/api-error.js';

/** The ConfigMap of a schedule as Kubernetes has it now. Throws NOT_FOUND. */
export const readScheduleConfigMap = async (key: { namespace: string; name: string }, { client }: Services): Promise<ConfigMap> => {
  const configMap = await client.get(SCHEDULE_CONFIG_MAP, key);
  if (configMap?.metadata.labels?.[LABEL_SCHEDULER] !== undefined) return configMap;
  throw new ApiError('NOT_FOUND', `There is no schedule "${key.name}" in the namespace "${key.namespace}".`, {
    field: 'name', suggestion: 'Check the name and the namespace; the query `schedules` lists those that exist.',
  });
};
