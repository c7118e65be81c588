import { SCHEDULE_CONFIG_MAP } from '../../kube/core-kinds.js';
import type { UpdateScheduleInput } from '../../schema/graphql/schedule-inputs.js';
import { ANNOTATION_OPERATION, MANAGER_API } from '../../schema/naming/labels.js';
import { checkSchedule } from '../../schema/schedule/check-schedule.js';
import { planUpdateSchedule } from '../../schema/schedule/plan-schedule.js';
import { readSchedule } from '../../schema/schedule/read-schedule.js';
import type { Schedule } from '../../schema/schedule/schedule.js';
import { scheduleData } from '../../schema/schedule/write-schedule.js';
import type { Context } from '../context.js';
import { refuseIssues } from '../error/checked.js';
import { wasStored } from '../mutation/was-stored.js';
import { readScheduleConfigMap } from './read-schedule-config-map.js';
import { requireScheduled } from './require-scheduled.js';
import type { ScheduleMutation } from './run-schedule-mutation.js';

const FIELDS = [
  'cron', 'timeZone', 'backupType', 'repository', 'backupOptions', 'policy', 'database', 'suspended', 'missedRuns', 'startingDeadlineSeconds', 'overlap', 'historyLimit',
] as const;

const changed = (before: Schedule, input: UpdateScheduleInput): Schedule =>
  ({ ...before, ...Object.fromEntries(FIELDS.filter((field) => input[field] != null).map((field) => [field, input[field]])) });

/** How `updateSchedule` makes its change. What the ConfigMap held beside the schedule goes; only its one key is written. */
export const updateScheduleMutation = (input: UpdateScheduleInput, context: Context): ScheduleMutation => {
  const { namespace, name } = input;
  const { client, clock, settings } = context.services;
  return {
    kind: 'UpdateSchedule', namespace, schedule: { namespace, name },
    async prepare(unfinished) {
      const configMap = await readScheduleConfigMap({ namespace, name }, context.services);
      const before = readSchedule(configMap, settings.operatorNamespace).schedule;
      const after = changed(before, input);
      refuseIssues(checkSchedule(after));
      await requireScheduled(after, context);
      const isStored = unfinished !== undefined && await wasStored(configMap, unfinished, context.services);
      return {
        plan: planUpdateSchedule(name, before, after, clock.now()), input: { name },
        store: ({ operation, dryRun }) => {
          if (isStored) return Promise.resolve(configMap);
          const created = configMap.metadata.creationTimestamp ?? new Date(clock.now()).toISOString();
          const gone = Object.fromEntries(Object.keys(configMap.data ?? {}).map((key) => [key, null]));
          const metadata = { resourceVersion: configMap.metadata.resourceVersion, annotations: { [ANNOTATION_OPERATION]: operation } };
          return client.mergePatch(SCHEDULE_CONFIG_MAP, { namespace, name }, { metadata, data: { ...gone, ...scheduleData(name, after, created) } }, { manager: MANAGER_API, dryRun });
        },
      };
    },
  };
};
