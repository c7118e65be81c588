import type { UpgradeClusterInput } from '../../schema/graphql/upgrade-inputs.js';
import { planMajorUpgrade, planMinorUpgrade, planUpgradeFinalize, planUpgradeRollback, type PlannedUpgrade } from '../../schema/plan/plan-upgrade-cluster.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { checkUpgrade, hasBackup, runningVersion, versionOfWayBack } from '../../schema/upgrade/check-upgrade.js';
import { type ActionRequest, clusterAction } from '../cluster/cluster-action.js';
import type { ClusterMutation } from '../cluster/cluster-change.js';
import type { Context } from '../context.js';
import { ApiError, badUserInput } from '../error/api-error.js';
import { refuseIssues } from '../error/checked.js';
import { requireRunning } from '../error/require-running.js';

const refusePrecondition = (message: string, suggestion: string): never => {
  throw new ApiError('FAILED_PRECONDITION', message, { suggestion });
};

const requireConfirmed = ({ cluster, confirm }: UpgradeClusterInput): void => {
  if (confirm !== cluster.name) throw badUserInput('confirm', 'this cannot be taken back, and the name of the cluster is not written once more', `Write "${cluster.name}".`);
};

/** The version that there is a way back to. */
const requireWayBack = (cluster: PostgresCluster): number => versionOfWayBack(cluster)
  ?? refusePrecondition(`The cluster "${cluster.metadata.name}" has no upgrade to another major version behind it that could be taken back.`, 'After `finalize`, only a restore from a backup leads back.');

const planned = (cluster: PostgresCluster, to?: number): PlannedUpgrade => {
  const { metadata, status } = cluster;
  const names = (status?.instances ?? []).map(({ name }) => name);
  const from = runningVersion(cluster);
  return { name: metadata.name, from, to: to ?? from, instances: [...names.filter((name) => name !== status?.primary), ...names.filter((name) => name === status?.primary)] };
};

const decideMajor = (cluster: PostgresCluster, { withoutBackup }: UpgradeClusterInput, upgrade: PlannedUpgrade): ActionRequest => {
  if (withoutBackup !== true && !hasBackup(cluster)) {
    refusePrecondition(`The cluster "${upgrade.name}" has no backup that could be restored if the upgrade went wrong.`, 'Make one with `createBackup` (pgo backup), or set `withoutBackup`.');
  }
  return { plan: planMajorUpgrade(upgrade), input: { version: upgrade.to, withoutBackup: withoutBackup ?? false } };
};

const decide = (cluster: PostgresCluster, input: UpgradeClusterInput, versions: readonly number[]): ActionRequest => {
  requireRunning(cluster);
  const { version, rollback, finalize } = input;
  const asked = [version != null ? 'version' : '', rollback === true ? 'rollback' : '', finalize === true ? 'finalize' : ''].filter((name) => name !== '');
  if (asked.length > 1) throw badUserInput(asked[1] ?? '', `${asked.join(' and ')} exclude each other`, 'Ask for one of them.');
  if (rollback === true) {
    const upgrade = planned(cluster, requireWayBack(cluster));
    requireConfirmed(input);
    return { plan: planUpgradeRollback(upgrade), input: { rollback: true } };
  }
  if (finalize === true) {
    requireWayBack(cluster);
    requireConfirmed(input);
    return { plan: planUpgradeFinalize(planned(cluster)), input: { finalize: true } };
  }
  if (version != null) refuseIssues(checkUpgrade(cluster, version, versions));
  const upgrade = planned(cluster, version ?? undefined);
  if (upgrade.to !== upgrade.from) return decideMajor(cluster, input, upgrade);
  return { plan: planMinorUpgrade(upgrade), input: { instances: upgrade.instances, rolling: true } };
};

/** How `upgradeCluster` makes its request. */
export const upgradeClusterMutation = (input: UpgradeClusterInput, { services }: Context): ClusterMutation =>
  clusterAction(input.cluster, 'UpgradeCluster', (cluster) => decide(cluster, input, Object.keys(services.settings.catalog).map(Number)), services);
