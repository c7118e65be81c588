import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { BackupType } from './backup-type.js';
import { MutationInput } from './cluster-inputs.js';
import { PageArgs } from './list-args.js';
import { MissedRuns, Overlap, ScheduleType } from './schedule-enums.js';

const CRON = 'When: five fields for minute, hour, day of month, month and day of week, for example "0 1 * * *", or @hourly, @daily, @weekly, @monthly, @yearly.';
const ZONE = 'Time zone in which the times are meant, for example "Europe/Berlin".';
const BACKUP = 'What kind of backup; INCREMENTAL when left out. Only of type BACKUP.';
const REPOSITORY = 'Repository to back up to; the first one of the cluster when left out. Only of type BACKUP.';
const OPTIONS = 'Options of pgBackRest, for example "--repo1-retention-full=21", which needs the permission DELETE_BACKUP as well. Only of type BACKUP, and only options that cannot harm.';
const POLICY = 'Name of the policy to apply. Only of type POLICY.';
const DATABASE = 'Database to work on; the application database when left out.';
const SUSPENDED = 'Whether it rests.';
const MISSED = 'What becomes of runs whose time passed while no scheduler ran.';
const DEADLINE = 'How late a missed run may start, in seconds, 0 to 86400.';
const OVERLAP = 'What becomes of a run whose time comes while the one before has not ended.';
const HISTORY = 'How many ended runs are kept, 1 to 100.';
const NAMESPACE = 'Namespace of the schedule.';
const NAME = 'Name of the schedule.';

/** Arguments of `Query.schedules`. */
@ArgsType()
export class SchedulesArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only schedules in this namespace, or for clusters of it.' })
  namespace?: string;

  @Field(() => String, { nullable: true, description: 'Only schedules for the cluster of this name.' })
  cluster?: string;
}

/** Arguments of `Cluster.schedules`. */
@ArgsType()
export class ClusterSchedulesArgs extends PageArgs {}

/** The schedule to create. */
@InputType({ description: 'The schedule to create.' })
export class CreateScheduleInput extends MutationInput {
  @Field(() => String, { description: 'Namespace of the cluster, where the schedule is kept, too.' })
  namespace!: string;

  @Field(() => String, { description: 'Name of the cluster that it is for.' })
  cluster!: string;

  @Field(() => String, { nullable: true, description: 'Name of the schedule; made of cluster and type when left out, for example "hippo-pgbackrest-full".' })
  name?: string;

  @Field(() => ScheduleType, { description: 'What it does.' })
  type!: ScheduleType;

  @Field(() => String, { description: CRON })
  cron!: string;

  @Field(() => String, { nullable: true, defaultValue: 'UTC', description: ZONE })
  timeZone?: string;

  @Field(() => BackupType, { nullable: true, description: BACKUP })
  backupType?: BackupType;

  @Field(() => String, { nullable: true, description: REPOSITORY })
  repository?: string;

  @Field(() => String, { nullable: true, description: OPTIONS })
  backupOptions?: string;

  @Field(() => String, { nullable: true, description: POLICY })
  policy?: string;

  @Field(() => String, { nullable: true, description: DATABASE })
  database?: string;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: SUSPENDED })
  suspended?: boolean;

  @Field(() => MissedRuns, { nullable: true, defaultValue: 'RUN_ONCE', description: MISSED })
  missedRuns?: MissedRuns;

  @Field(() => Int, { nullable: true, defaultValue: 3600, description: DEADLINE })
  startingDeadlineSeconds?: number;

  @Field(() => Overlap, { nullable: true, defaultValue: 'FORBID', description: OVERLAP })
  overlap?: Overlap;

  @Field(() => Int, { nullable: true, defaultValue: 20, description: HISTORY })
  historyLimit?: number;
}

/** What to change of a schedule. */
@InputType({ description: 'What to change of a schedule. What is left out stays as it is. A change takes effect at once.' })
export class UpdateScheduleInput extends MutationInput {
  @Field(() => String, { description: NAMESPACE })
  namespace!: string;

  @Field(() => String, { description: NAME })
  name!: string;

  @Field(() => String, { nullable: true, description: CRON })
  cron?: string;

  @Field(() => String, { nullable: true, description: ZONE })
  timeZone?: string;

  @Field(() => BackupType, { nullable: true, description: BACKUP })
  backupType?: BackupType;

  @Field(() => String, { nullable: true, description: REPOSITORY })
  repository?: string;

  @Field(() => String, { nullable: true, description: OPTIONS })
  backupOptions?: string;

  @Field(() => String, { nullable: true, description: POLICY })
  policy?: string;

  @Field(() => String, { nullable: true, description: DATABASE })
  database?: string;

  @Field(() => Boolean, { nullable: true, description: SUSPENDED })
  suspended?: boolean;

  @Field(() => MissedRuns, { nullable: true, description: MISSED })
  missedRuns?: MissedRuns;

  @Field(() => Int, { nullable: true, description: DEADLINE })
  startingDeadlineSeconds?: number;

  @Field(() => Overlap, { nullable: true, description: OVERLAP })
  overlap?: Overlap;

  @Field(() => Int, { nullable: true, description: HISTORY })
  historyLimit?: number;
}

/** The schedule to delete. */
@InputType({ description: 'The schedule to delete. A run that is under way goes on.' })
export class DeleteScheduleInput extends MutationInput {
  @Field(() => String, { description: NAMESPACE })
  namespace!: string;

  @Field(() => String, { description: NAME })
  name!: string;
}

/** The schedule to run. */
@InputType({ description: 'The schedule to run now, whether it rests or not.' })
export class RunScheduleInput extends MutationInput {
  @Field(() => String, { description: NAMESPACE })
  namespace!: string;

  @Field(() => String, { description: NAME })
  name!: string;
}
