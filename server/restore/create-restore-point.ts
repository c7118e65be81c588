import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { CreateRestorePointInput } from '../../schema/graphql/restore-inputs.js';
import { CreateRestorePointPayload } from '../../schema/graphql/restore-payloads.js';
import { planCreateRestorePoint } from '../../schema/plan/plan-restore-cluster.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { checkRestorePointName, RESTORE_POINTS_MAX } from '../../schema/restore/restore-point-name.js';
import { type ActionRequest, clusterAction } from '../cluster/cluster-action.js';
import { runClusterMutation } from '../cluster/run-cluster-mutation.js';
import type { Context } from '../context.js';
import { ApiError } from '../error/api-error.js';
import { refuseIssues } from '../error/checked.js';
import { requireRunning } from '../error/require-running.js';
import { requireWritable } from '../standby/require-writable.js';

const decide = (cluster: PostgresCluster, { name }: CreateRestorePointInput): ActionRequest => {
  refuseIssues(checkRestorePointName('name', name));
  requireWritable(cluster);
  requireRunning(cluster);
  const { metadata, status } = cluster;
  const { recoveryWindow, restorePoints = [] } = status?.backups ?? {};
  const refuse = (message: string, suggestion: string): ApiError => new ApiError('FAILED_PRECONDITION', message, { suggestion });
  if (recoveryWindow?.earliest === undefined) throw refuse(`The cluster "${metadata.name}" has no backup that could lead to a restore point.`, 'Make one with `createBackup` first.');
  if (restorePoints.length >= RESTORE_POINTS_MAX) throw refuse(`The cluster "${metadata.name}" has ${restorePoints.length} restore points, and cannot have more.`, 'Wait until the backups that lead to the oldest have expired, or note the moment instead.');
  const same = restorePoints.find((point) => point.name === name);
  if (same !== undefined) throw new ApiError('ALREADY_EXISTS', `The cluster "${metadata.name}" has a restore point "${name}" of ${same.at}.`, { field: 'name', suggestion: 'Choose another name.' });
  return { plan: planCreateRestorePoint(metadata.name, name), input: { name } };
};

/** `Mutation.createRestorePoint` */
@Resolver()
export class CreateRestorePointResolver {
  @NeedsPermission('CREATE_BACKUP')
  @Mutation(() => CreateRestorePointPayload, { description: 'Gives this moment of a cluster a name, to which it can be restored for as long as a backup leads there.' })
  createRestorePoint(@Arg('input', () => CreateRestorePointInput, { description: 'The cluster and the name.' }) input: CreateRestorePointInput, @Ctx() context: Context): Promise<CreateRestorePointPayload> {
    return runClusterMutation(clusterAction(input.cluster, 'CreateRestorePoint', (cluster) => decide(cluster, input), context.services), input, context);
  }
}
