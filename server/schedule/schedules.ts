import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { SCHEDULE_CONFIG_MAP } from '../../kube/core-kinds.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { ScheduleConnection } from '../../schema/graphql/schedule-connection.js';
import { SchedulesArgs } from '../../schema/graphql/schedule-inputs.js';
import { readSchedule } from '../../schema/schedule/read-schedule.js';
import { may } from '../auth/viewer.js';
import type { Context } from '../context.js';
import { byNamespaceAndName, pageOf } from '../page.js';
import { toSchedule } from './to-schedule.js';

/** A page of the schedules that the viewer may see: a schedule is seen where it lives, and where its cluster does. */
export const pageOfSchedules = ({ namespace, cluster: name, ...page }: SchedulesArgs, { viewer, services }: Context): ScheduleConnection => {
  const isHere = (one: string | undefined): boolean => (namespace == null || one === namespace) && may(viewer, 'SHOW_SCHEDULE', one);
  const found = services.cache.list(SCHEDULE_CONFIG_MAP).filter((configMap) => {
    const { cluster } = readSchedule(configMap, services.settings.operatorNamespace).schedule;
    return (name == null || cluster.name === name) && (isHere(configMap.metadata.namespace) || isHere(cluster.namespace));
  });
  return pageOf(found, { ...page, order: byNamespaceAndName, limits: services.settings.limits }, (configMap) => toSchedule(configMap, services));
};

/** `Query.schedules` */
@Resolver()
export class SchedulesResolver {
  @NeedsPermission('SHOW_SCHEDULE')
  @Query(() => ScheduleConnection, { description: 'The schedules that the viewer may see, sorted by namespace and name.' })
  schedules(@Args(() => SchedulesArgs) args: SchedulesArgs, @Ctx() context: Context): ScheduleConnection {
    return pageOfSchedules(args, context);
  }
}
