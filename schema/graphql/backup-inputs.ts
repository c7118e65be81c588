import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { BackupState } from './backup-state.js';
import { BackupType } from './backup-type.js';
import { ClusterRef, MutationInput } from './cluster-inputs.js';
import { PageArgs } from './list-args.js';

/** Arguments of `Cluster.backups`. */
@ArgsType()
export class ClusterBackupsArgs extends PageArgs {
  @Field(() => BackupState, { nullable: true, description: 'Only backups in this state.' })
  state?: BackupState;
}

/** The backup to make. */
@InputType({ description: 'The backup to make.' })
export class CreateBackupInput extends MutationInput {
  @Field(() => ClusterRef, { description: 'The cluster that it is made of.' })
  cluster!: ClusterRef;

  @Field(() => BackupType, { nullable: true, defaultValue: 'INCREMENTAL', description: 'What it is made of.' })
  type?: BackupType;

  @Field(() => String, { nullable: true, description: 'Name of the repository that it is made in; the first of the cluster when left out.' })
  repository?: string;

  @Field(() => String, { nullable: true, description: 'Database that a LOGICAL backup is of; all when left out.' })
  database?: string;
}

/** The backup to delete. */
@InputType({ description: 'The backup to delete: by its id, or by its cluster and its label or name. Backups that need it go with it.' })
export class DeleteBackupInput extends MutationInput {
  @Field(() => ID, { nullable: true, description: 'Id of the backup.' })
  id?: string;

  @Field(() => ClusterRef, { nullable: true, description: 'The cluster that it is of.' })
  cluster?: ClusterRef;

  @Field(() => String, { nullable: true, description: 'Its label, or the name of its PostgresBackup.' })
  backup?: string;
}
