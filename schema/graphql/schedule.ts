import { Field, Int, ObjectType } from 'type-graphql';
import { BackupType } from './backup-type.js';
import { Node } from './node.js';
import { OperationState } from './operation-state.js';
import { MissedRuns, Overlap, ScheduleType } from './schedule-enums.js';
import { DateTime } from './scalars.js';

/** One run of a schedule. */
@ObjectType({ description: 'One run of a schedule. One that was skipped is CANCELLED, and its message says why.', simpleResolvers: true })
export class ScheduleRun {
  @Field(() => String, { description: 'Namespace of its operation.' })
  namespace!: string;

  @Field(() => DateTime, { description: 'When it began.' })
  startedAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it ended. Null while it runs.' })
  finishedAt?: string;

  @Field(() => DateTime, { nullable: true, description: 'The time that it ran for. Null when it was asked for by hand.' })
  scheduledFor?: string;

  @Field(() => OperationState, { description: 'What came of it.' })
  state!: OperationState;

  @Field(() => String, { description: 'What came of it in a sentence: why it failed, or why it was skipped.' })
  message!: string;
}

/** What is done to a cluster again and again. */
@ObjectType({ implements: Node, description: 'What is done to a cluster at certain times. It is kept as a ConfigMap in the format of pgo 4.x.', simpleResolvers: true })
export class Schedule extends Node {
  @Field(() => String, { description: 'Kubernetes namespace that it lives in.' })
  namespace!: string;

  @Field(() => String, { description: 'Name, unique in its namespace.' })
  name!: string;

  @Field(() => String, { description: 'Name of the cluster that it is for.' })
  cluster!: string;

  @Field(() => String, { description: 'Namespace of that cluster.' })
  clusterNamespace!: string;

  @Field(() => ScheduleType, { description: 'What it does.' })
  type!: ScheduleType;

  @Field(() => String, { description: 'When it does it: minute, hour, day of month, month and day of week, or @daily and the like.' })
  cron!: string;

  @Field(() => String, { description: 'Time zone in which the times are meant.' })
  timeZone!: string;

  @Field(() => Boolean, { description: 'Whether it rests.' })
  suspended!: boolean;

  @Field(() => BackupType, { nullable: true, description: 'What kind of backup it takes. Null unless it takes backups.' })
  backupType?: BackupType;

  @Field(() => String, { nullable: true, description: 'Repository that it backs up to; the first one of the cluster when null.' })
  repository?: string;

  @Field(() => String, { nullable: true, description: 'Options of pgBackRest that its backups are made with.' })
  backupOptions?: string;

  @Field(() => String, { nullable: true, description: 'Name of the policy that it applies. Null unless it applies one.' })
  policy?: string;

  @Field(() => String, { nullable: true, description: 'Database that it works on; the application database when null.' })
  database?: string;

  @Field(() => MissedRuns, { description: 'What becomes of runs that were missed.' })
  missedRuns!: MissedRuns;

  @Field(() => Int, { description: 'How late a missed run may start, in seconds.' })
  startingDeadlineSeconds!: number;

  @Field(() => Overlap, { description: 'What becomes of a run whose time comes while the one before has not ended.' })
  overlap!: Overlap;

  @Field(() => Int, { description: 'How many ended runs are kept; none longer than 30 days.' })
  historyLimit!: number;

  @Field(() => DateTime, { nullable: true, description: 'When it runs next. Null while it rests or is not valid.' })
  nextRunAt?: string;

  @Field(() => Boolean, { description: 'Whether it can be carried out.' })
  valid!: boolean;

  @Field(() => String, { description: 'How it is, in a sentence: what is wrong with it, or when it runs next.' })
  message!: string;
}
