import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Cluster } from '../../schema/graphql/cluster.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { ScheduleConnection } from '../../schema/graphql/schedule-connection.js';
import { ClusterSchedulesArgs } from '../../schema/graphql/schedule-inputs.js';
import type { Context } from '../context.js';
import { pageOfSchedules } from './schedules.js';

/** `Cluster.schedules` */
@Resolver(() => Cluster)
export class ClusterSchedulesFieldResolver {
  @NeedsPermission('SHOW_SCHEDULE')
  @FieldResolver(() => ScheduleConnection, { description: 'What is done to the cluster at certain times.' })
  schedules(@Root() { namespace, name }: Cluster, @Args(() => ClusterSchedulesArgs) page: ClusterSchedulesArgs, @Ctx() context: Context): ScheduleConnection {
    return pageOfSchedules({ namespace, cluster: name, ...page }, context);
  }
}
