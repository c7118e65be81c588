import { instanceReady, primaryOf } from '../cluster/instance-health.js';
import type { ClusterWorld } from '../cluster/world.js';
import type { StepNow } from '../operation/operation-steps.js';
import type { DataPhase } from './cluster-data.js';

/** Names of the steps of a restore in place. */
export const RESTORE_STEPS = {
  check: 'Check the target', stop: 'Stop the instances', restore: 'Restore the data', start: 'Start the primary', replicas: 'Rebuild the replicas',
} as const;

const ORDER = Object.values(RESTORE_STEPS);

/** The steps while the target is being checked. */
export const stepsBeforeRestore = (message: string): StepNow[] =>
  ORDER.map((name, index) => ({ name, done: false, message: index === 0 ? message : '', ...(index === 0 ? {} : { waiting: true }) }));

const DONE_BEFORE: Readonly<Record<DataPhase['type'], number>> = { stopping: 1, restoring: 2, failed: 2, resetting: 3, starting: 3, settled: 3 };

/** The steps once the cluster is on its way; `words` are what the restore itself says. */
export const stepsOfRestore = (world: ClusterWorld, phase: DataPhase, words: { readonly target: string; readonly restored: string }): StepNow[] => {
  const primary = primaryOf(world);
  const serves = phase.type === 'settled' && primary !== undefined && instanceReady(world, primary);
  const replicas = world.instances.filter((instance) => instance !== primary);
  const ready = replicas.filter((instance) => instanceReady(world, instance)).length;
  const complete = serves && ready >= world.spec.replicas;
  const doneCount = complete ? ORDER.length : serves ? 4 : DONE_BEFORE[phase.type];
  const messages: Readonly<Record<string, string>> = {
    [RESTORE_STEPS.check]: words.target,
    [RESTORE_STEPS.stop]: doneCount > 1 ? 'No instance runs on the data of before; they are kept.' : 'The instances write what they have to the repository and stop.',
    [RESTORE_STEPS.restore]: doneCount > 2 ? words.restored : 'pgBackRest restores the backup, then PostgreSQL replays its WAL up to the target.',
    [RESTORE_STEPS.start]: serves ? `${primary.name} takes writes.` : 'The instance with the restored data starts.',
    [RESTORE_STEPS.replicas]: world.spec.replicas === 0 ? 'No replica is asked for.' : `${ready} of ${world.spec.replicas} replicas stream from the primary.`,
  };
  return ORDER.map((name, index) => ({
    name, done: index < doneCount, message: messages[name] ?? '', ...(index > doneCount ? { waiting: true, message: '' } : {}),
    ...(name === RESTORE_STEPS.replicas && world.spec.replicas > 0 ? { current: Math.min(ready, world.spec.replicas), max: world.spec.replicas, unit: 'replicas' } : {}),
  }));
};
