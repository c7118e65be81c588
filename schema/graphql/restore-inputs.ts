import { Field, InputType } from 'type-graphql';
import { ClusterRef, MutationInput } from './cluster-inputs.js';
import { DateTime } from './scalars.js';

const AT = 'A moment with its zone: everything that was committed by then, and nothing else. It must lie in `Cluster.recoveryWindow`.';
const LSN = 'A position in the WAL, such as "0/5000028", in place of a moment.';

/** The cluster to restore in place. */
@InputType({ description: 'The cluster to restore in place, and to what. Without a target: to the end of what is in the repository.' })
export class RestoreClusterInput extends MutationInput {
  @Field(() => ClusterRef, { description: 'The cluster whose data are replaced.' })
  cluster!: ClusterRef;

  @Field(() => DateTime, { nullable: true, description: AT })
  at?: Date;

  @Field(() => String, { nullable: true, description: LSN })
  lsn?: string;

  @Field(() => String, { nullable: true, description: 'Name of a restore point, in place of a moment; `Cluster.restorePoints` lists those that there are.' })
  restorePoint?: string;

  @Field(() => String, { nullable: true, description: 'Label of a backup. Alone: the data as they were when it ended; with a target: where recovery begins.' })
  backup?: string;

  @Field(() => String, { nullable: true, description: 'The one database to restore from the LOGICAL backup that `backup` names; all others stay as they are. It can be left out when that backup holds only one.' })
  database?: string;

  @Field(() => String, { nullable: true, description: 'Name that the restored database gets, its own when left out. A database that has this name is kept beside it under another one.' })
  targetDatabase?: string;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'When true, the data that there were before the last restore are taken back; no target is given then.' })
  undo?: boolean;

  @Field(() => String, { description: 'The name of the cluster once more, so that no other one is restored by mistake.' })
  confirm!: string;
}

/** The restore point to make. */
@InputType({ description: 'The restore point to make: a name for the moment at which it is made.' })
export class CreateRestorePointInput extends MutationInput {
  @Field(() => ClusterRef, { description: 'The cluster that it is made in.' })
  cluster!: ClusterRef;

  @Field(() => String, { description: 'Its name, which no other restore point of the cluster has: letters, digits, dots, hyphens and underscores.' })
  name!: string;
}

/** What has to hold in a restored database. */
@InputType({ description: 'What has to hold in a restored database.' })
export class BackupAssertionInput {
  @Field(() => String, { description: 'Database that it is asked in.' })
  database!: string;

  @Field(() => String, { description: 'A query; the last line that it answers must be `t`, as for `SELECT count(*) > 0 FROM account`.' })
  sql!: string;
}

/** The backup to check. */
@InputType({ description: 'The backup to check by restoring it.' })
export class VerifyBackupInput extends MutationInput {
  @Field(() => ClusterRef, { description: 'The cluster whose backup it is.' })
  cluster!: ClusterRef;

  @Field(() => String, { nullable: true, description: 'Label of the backup; the newest one when left out.' })
  backup?: string;

  @Field(() => [BackupAssertionInput], { nullable: true, description: 'Queries that are asked in the restored databases, at most 20.' })
  assertions?: BackupAssertionInput[];
}
