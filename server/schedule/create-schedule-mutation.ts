import { SCHEDULE_CONFIG_MAP, type ConfigMap } from '../../kube/core-kinds.js';
import { KubeError } from '../../kube/kube-error.js';
import type { CreateScheduleInput } from '../../schema/graphql/schedule-inputs.js';
import { ANNOTATION_OPERATION, MANAGER_API } from '../../schema/naming/labels.js';
import { checkObjectName } from '../../schema/policy/check-policy.js';
import { checkSchedule } from '../../schema/schedule/check-schedule.js';
import { planCreateSchedule } from '../../schema/schedule/plan-schedule.js';
import {
  HISTORY_LIMIT_DEFAULT, STARTING_DEADLINE_SECONDS_DEFAULT, TIME_ZONE_DEFAULT, type Schedule,
} from '../../schema/schedule/schedule.js';
import { scheduleData, scheduleLabels, scheduleName } from '../../schema/schedule/write-schedule.js';
import { checkNamespace } from '../../schema/validation/checks.js';
import { readCluster } from '../cluster/read-cluster.js';
import type { Context } from '../context.js';
import { ApiError } from '../error/api-error.js';
import { refuseIssues } from '../error/checked.js';
import { requireScheduled } from './require-scheduled.js';
import type { ScheduleMutation } from './run-schedule-mutation.js';

const scheduleOf = (input: CreateScheduleInput): Schedule => ({
  type: input.type, cluster: { namespace: input.namespace, name: input.cluster }, cron: input.cron.trim(), timeZone: input.timeZone ?? TIME_ZONE_DEFAULT,
  suspended: input.suspended ?? false, missedRuns: input.missedRuns ?? 'RUN_ONCE', overlap: input.overlap ?? 'FORBID',
  startingDeadlineSeconds: input.startingDeadlineSeconds ?? STARTING_DEADLINE_SECONDS_DEFAULT, historyLimit: input.historyLimit ?? HISTORY_LIMIT_DEFAULT,
  backupType: input.backupType ?? (input.type === 'BACKUP' ? 'INCREMENTAL' : undefined),
  repository: input.repository ?? undefined, backupOptions: input.backupOptions ?? undefined, policy: input.policy ?? undefined, database: input.database ?? undefined,
});

const alreadyExists = (namespace: string, name: string, cause?: unknown): ApiError =>
  new ApiError('ALREADY_EXISTS', `There is already a schedule or another ConfigMap "${name}" in the namespace "${namespace}".`, {
    field: 'name', cause, suggestion: 'Give it another name, or change the one that exists with `updateSchedule`.',
  });

/** How `createSchedule` makes its change. */
export const createScheduleMutation = (input: CreateScheduleInput, context: Context): ScheduleMutation => {
  const { client, clock } = context.services;
  const schedule = scheduleOf(input);
  const { namespace } = input;
  const name = input.name ?? scheduleName(schedule);
  return {
    kind: 'CreateSchedule', namespace, cluster: input.cluster, schedule: { namespace, name },
    async prepare(unfinished) {
      refuseIssues([...checkNamespace('namespace', namespace), ...(input.name == null ? [] : checkObjectName('name', input.name)), ...checkSchedule(schedule)]);
      const cluster = await readCluster(schedule.cluster, context.services);
      await requireScheduled(schedule, context);
      const existing = await client.get(SCHEDULE_CONFIG_MAP, { namespace, name });
      if (existing !== undefined && unfinished === undefined) throw alreadyExists(namespace, name);
      return {
        plan: planCreateSchedule(name, schedule, clock.now()), input: { name }, clusterUid: cluster.metadata.uid,
        async store({ operation, dryRun }) {
          if (existing !== undefined) return existing;
          const configMap: ConfigMap = {
            apiVersion: SCHEDULE_CONFIG_MAP.apiVersion, kind: SCHEDULE_CONFIG_MAP.kind,
            metadata: { name, namespace, labels: scheduleLabels(input.cluster), annotations: { [ANNOTATION_OPERATION]: operation } },
            data: scheduleData(name, schedule, new Date(clock.now()).toISOString()),
          };
          try {
            return await client.create(SCHEDULE_CONFIG_MAP, configMap, { manager: MANAGER_API, dryRun });
          } catch (error) {
            if (error instanceof KubeError && error.reason === 'AlreadyExists') throw alreadyExists(namespace, name, error);
            throw error;
          }
        },
      };
    },
  };
};
