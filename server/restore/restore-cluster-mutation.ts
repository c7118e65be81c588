import type { RestoreClusterInput } from '../../schema/graphql/restore-inputs.js';
import { planRestoreCluster } from '../../schema/plan/plan-restore-cluster.js';
import type { RestoreTargetSpec } from '../../schema/resource/cluster-restore.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { checkRestoreTarget } from '../../schema/restore/check-target.js';
import { type ActionRequest, clusterAction } from '../cluster/cluster-action.js';
import type { ClusterMutation } from '../cluster/cluster-change.js';
import { targetOf } from '../cluster/restore-target.js';
import { requireWritable } from '../standby/require-writable.js';
import type { Context } from '../context.js';
import { ApiError, badUserInput } from '../error/api-error.js';
import { refuseIssues } from '../error/checked.js';
import { refuseUnconfirmed } from './refuse-unconfirmed.js';

/** What the cluster itself already knows of what it cannot be restored to. The operator asks the repository, too. */
const refuseUnreachable = ({ status }: PostgresCluster, { at, lsn, backup }: RestoreTargetSpec, now: Date): void => {
  if (at === undefined) return;
  const { earliest } = status?.backups?.recoveryWindow ?? {};
  if (Date.parse(at) > now.getTime()) throw badUserInput('at', `${at} has not come yet`, `Use a moment up to ${now.toISOString()}.`);
  if (earliest !== undefined && lsn === undefined && backup === undefined && Date.parse(at) < Date.parse(earliest)) {
    throw badUserInput('at', `${at} is before the recovery window`, `Use a moment from ${earliest} on.`);
  }
};

const decide = (cluster: PostgresCluster, input: RestoreClusterInput, now: Date): ActionRequest => {
  refuseUnconfirmed(input);
  requireWritable(cluster);
  const target = targetOf(input);
  const isUndo = input.undo ?? false;
  refuseIssues(checkRestoreTarget('', target));
  if (isUndo && Object.keys(target).length > 0) throw badUserInput('undo', 'an undo has no target', 'Leave the target out.');
  if (isUndo && (cluster.spec.restore?.previous === undefined || cluster.spec.restore.previousVersion !== undefined)) {
    throw new ApiError('FAILED_PRECONDITION', `The cluster "${cluster.metadata.name}" has no restore that could be undone.`, { suggestion: 'Restore to the wanted moment instead.' });
  }
  refuseUnreachable(cluster, target, now);
  const instances = (cluster.status?.instances ?? []).map(({ name }) => name);
  return { plan: planRestoreCluster({ name: cluster.metadata.name, target, isUndo, instances }), input: { ...target, ...(isUndo ? { undo: true } : {}) } };
};

/** How `restoreCluster` makes its request. */
export const restoreClusterMutation = (input: RestoreClusterInput, { services }: Context): ClusterMutation =>
  clusterAction(input.cluster, 'Restore', (found) => decide(found, input, new Date(services.clock.now())), services);
