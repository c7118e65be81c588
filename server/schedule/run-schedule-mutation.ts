import { SCHEDULE_CONFIG_MAP, type ConfigMap } from '../../kube/core-kinds.js';
import type { SchedulePayload } from '../../schema/graphql/schedule-payloads.js';
import type { Context } from '../context.js';
import type { Mutation } from '../mutation/mutation.js';
import { type MutationInput, runMutation } from '../mutation/run-mutation.js';
import { toSchedule } from './to-schedule.js';

/** A mutation of a schedule: what it is called and how its change is made. */
export type ScheduleMutation = Omit<Mutation<ConfigMap>, 'resource' | 'read'> & { readonly schedule: { readonly namespace: string; readonly name: string } };

/** Carries a mutation of a schedule out and answers with the schedule as it is stored. */
export const runScheduleMutation = async ({ schedule: key, ...mutation }: ScheduleMutation, input: MutationInput, context: Context): Promise<SchedulePayload> => {
  const read = (): Promise<ConfigMap | undefined> => context.services.client.get(SCHEDULE_CONFIG_MAP, key);
  const { stored, operation, plan } = await runMutation({ ...mutation, resource: SCHEDULE_CONFIG_MAP, read }, input, context);
  return { schedule: stored === undefined ? null : toSchedule(stored, context.services), operation, plan };
};
