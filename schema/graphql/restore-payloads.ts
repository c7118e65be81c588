import { ObjectType } from 'type-graphql';
import { ClusterPayload } from './cluster-payloads.js';

/** Answer of `restoreCluster`. */
@ObjectType({ description: 'Answer of `restoreCluster`.', simpleResolvers: true })
export class RestoreClusterPayload extends ClusterPayload {}

/** Answer of `createRestorePoint`. */
@ObjectType({ description: 'Answer of `createRestorePoint`.', simpleResolvers: true })
export class CreateRestorePointPayload extends ClusterPayload {}

/** Answer of `verifyBackup`. */
@ObjectType({ description: 'Answer of `verifyBackup`.', simpleResolvers: true })
export class VerifyBackupPayload extends ClusterPayload {}
