import { Field, InputType, Int } from 'type-graphql';
import { ClusterRef, MutationInput } from './cluster-inputs.js';

/** The cluster to upgrade. */
@InputType({ description: 'The cluster to upgrade, and to what. Without a version, or with its own: to the packages or image that are there now, by a rolling restart.' })
export class UpgradeClusterInput extends MutationInput {
  @Field(() => ClusterRef, { description: 'The cluster.' })
  cluster!: ClusterRef;

  @Field(() => Int, { nullable: true, description: 'Major version to go to, one of `serverInfo.postgresVersions`. Its data are copied by pg_upgrade; those of before stay until `finalize`.' })
  version?: number;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'When true, an upgrade to another major version begins although there is no backup to restore.' })
  withoutBackup?: boolean;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'When true, the data of before the last upgrade to another major version are taken back. What was written since is set aside.' })
  rollback?: boolean;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'When true, the data of before the last upgrade are removed from the volumes: there is no way back then.' })
  finalize?: boolean;

  @Field(() => String, { nullable: true, description: 'The name of the cluster once more; needed for `rollback` and `finalize`.' })
  confirm?: string;
}
