import { restoreJobName } from '../../schema/naming/names.js';
import { checkUpgrade, hasBackup, runningVersion, versionOfWayBack } from '../../schema/upgrade/check-upgrade.js';
import { CONFIG_MAP, JOB, POD } from '../../kube/core-kinds.js';
import { instanceReady, primaryOf } from '../cluster/instance-health.js';
import { NO_KNOWLEDGE, observeCluster } from '../cluster/observe.js';
import { planOrdinals } from '../cluster/plan.js';
import type { ClusterWorld } from '../cluster/world.js';
import type { OperationHandler, OperationOutcome, OperationVisit } from '../operation/operation-handler.js';
import { dataPhase, jobFailure, jobNamed, podsOf, presentData } from '../restore/cluster-data.js';
import { presentSpec } from '../restore/restore-request.js';
import { tellData } from '../restore/tell-data.js';
import { analyzeTables, checkData } from './instance-work.js';
import { finalizeUpgrade } from './finalize-upgrade.js';
import { servesAgain, stepsBeforeUpgrade, stepsOfUpgrade } from './upgrade-steps.js';
import type { UpgradeTools } from './upgrade-tools.js';

const LOOK_AGAIN_MS = 500;
/** How long a cluster may take until it can be upgraded, in milliseconds. */
const BEGIN_TIMEOUT_MS = 15 * 60_000;

/** Upgrades a cluster: what `upgradeCluster` leaves. */
export const upgradeHandler = (tools: UpgradeTools): OperationHandler => ({
  watches: [JOB, POD, CONFIG_MAP],
  exclusive: true,
  visit: (visit) => visitUpgrade(tools, visit),
});

const visitUpgrade = async (tools: UpgradeTools, visit: OperationVisit): Promise<OperationOutcome> => {
  const { operation: { metadata, spec: { cluster: name = '', input = {} } }, cache } = visit;
  const world = observeCluster(cache, { namespace: metadata.namespace ?? '', name }, tools.catalogue.map(({ version }) => version), NO_KNOWLEDGE);
  if (world === undefined) return failed('CLUSTER_DELETED', 'The cluster is gone.', 'Create it again from its backups with `createCluster` and `source`.');
  if (world.cluster.spec.restore?.id === metadata.name) return followUpgrade(tools, visit, world);
  const failure = jobFailure(jobNamed(world, restoreJobName(name, metadata.name)), podsOf(world));
  if (failure !== undefined) return upgradeFailed(failure);
  if (world.spec.stopped === true) return failed('CLUSTER_STOPPED', 'The cluster is stopped.', 'Start it with `startCluster` (pgo start).');
  if (input['finalize'] === true) return finalizeUpgrade(tools, visit, world);
  if (input['rollback'] === true) return beginWayBack(visit, world);
  const { version } = input;
  if (typeof version === 'number' && version !== runningVersion(world.cluster)) return beginUpgrade(tools, visit, { world, to: version });
  return tools.restart.visit({ ...visit, operation: { ...visit.operation, spec: { ...visit.operation.spec, input: { ...input, rolling: true } } } });
};

const failed = (code: string, message: string, suggestion: string): OperationOutcome => ({ steps: stepsBeforeUpgrade(message), error: { code, message, suggestion } });

const upgradeFailed = (message: string): OperationOutcome =>
  failed('UPGRADE_FAILED', message, 'The cluster goes on with the data and the version of before; nothing of them was touched. Mend what the message names, and ask again.');

/** Checks all that can be, then tells the cluster. Until it is told nothing of it is touched. */
const beginUpgrade = async (tools: UpgradeTools, visit: OperationVisit, { world, to }: { readonly world: ClusterWorld; readonly to: number }): Promise<OperationOutcome> => {
  const { operation: { spec: { input = {} } } } = visit;
  const [issue] = checkUpgrade(world.cluster, to, tools.catalogue.map(({ version }) => version));
  if (issue !== undefined) return failed('INVALID_INPUT', `${issue.field}: ${issue.message}.`, issue.suggestion);
  if (input['withoutBackup'] !== true && !hasBackup(world.cluster)) {
    return failed('NO_BACKUP', 'There is no backup that could be restored if the upgrade went wrong.', 'Make one (pgo backup), or set `withoutBackup`.');
  }
  const primary = primaryOf(world);
  if (primary === undefined || world.instances.some((instance) => !instanceReady(world, instance))) return waitForCluster(visit);
  const check = checkData(tools, visit, { world, primary, to });
  if (check.refusal !== undefined) return upgradeFailed(check.refusal);
  if (!check.done) return { steps: stepsBeforeUpgrade(check.message), againMs: LOOK_AGAIN_MS };
  const present = { previous: presentData(world).directory, previousVersion: runningVersion(world.cluster), previousPrimary: primary.name };
  await tellData(visit, world, { id: visit.operation.metadata.name, instance: primary.name, ...present }, to);
  return { steps: stepsBeforeUpgrade('pg_upgrade can take the data there; the instances are about to be stopped.') };
};

/** Nothing is upgraded while an instance is not well: it could be the one that is missed. */
const waitForCluster = ({ operation, clock }: OperationVisit): OperationOutcome => {
  if (clock.now() - Date.parse(operation.metadata.creationTimestamp ?? '') < BEGIN_TIMEOUT_MS) {
    return { steps: stepsBeforeUpgrade('Waits until every instance is ready.'), againMs: LOOK_AGAIN_MS };
  }
  return failed('TIMED_OUT', 'Not every instance is ready.', 'Look at the cluster (pgo show cluster), mend what it says, and ask again.');
};

const beginWayBack = async (visit: OperationVisit, world: ClusterWorld): Promise<OperationOutcome> => {
  const { restore } = world.cluster.spec;
  const version = versionOfWayBack(world.cluster);
  if (version === undefined || restore?.previous === undefined) return failed('NOTHING_TO_UNDO', 'There is no upgrade that could be taken back.', 'Restore a backup to a new cluster instead.');
  const back = {
    id: visit.operation.metadata.name, undo: restore.previous, previous: presentData(world).directory, previousVersion: runningVersion(world.cluster),
    ...(restore.previousPrimary === undefined ? {} : { instance: restore.previousPrimary, previousPrimary: primaryOf(world)?.name ?? restore.previousPrimary }),
  };
  await tellData(visit, world, back, version);
  return { steps: stepsBeforeUpgrade('The data of before are kept; the instances are about to be stopped.') };
};

/** Follows a cluster that was told; one whose data cannot be had is led back to those of before. */
const followUpgrade = async (tools: UpgradeTools, visit: OperationVisit, world: ClusterWorld): Promise<OperationOutcome> => {
  const phase = dataPhase(world, planOrdinals(world));
  if (phase.type === 'failed') {
    await tellData(visit, world, presentSpec(world), runningVersion(world.cluster));
    return upgradeFailed(phase.message);
  }
  const isWayBack = world.cluster.spec.restore?.undo !== undefined;
  const analyze = isWayBack ? { done: true, message: 'The data of before have their statistics.' } : analyzeTables(tools, visit, servesAgain(world, phase) ? world : undefined);
  const steps = stepsOfUpgrade(world, phase, { isWayBack, analyze });
  return { steps, ...(steps.every(({ done }) => done) ? {} : { againMs: LOOK_AGAIN_MS }) };
};
