import { instanceReady, primaryOf } from '../cluster/instance-health.js';
import type { ClusterWorld } from '../cluster/world.js';
import type { StepNow } from '../operation/operation-steps.js';
import type { DataPhase } from '../restore/cluster-data.js';

/** Names of the steps of an upgrade to another major version, and of the way back. */
export const UPGRADE_STEPS = {
  check: 'Check', stop: 'Stop the instances', data: 'Upgrade the data', start: 'Start the primary', replicas: 'Rebuild the replicas', analyze: 'Analyze the tables',
} as const;

const ORDER = Object.values(UPGRADE_STEPS);

/** The steps while it is checked whether the upgrade would go through. */
export const stepsBeforeUpgrade = (message: string): StepNow[] =>
  ORDER.map((name, index) => ({ name, done: false, message: index === 0 ? message : '', ...(index === 0 ? {} : { waiting: true }) }));

const DONE_BEFORE: Readonly<Record<DataPhase['type'], number>> = { stopping: 1, restoring: 2, failed: 2, resetting: 3, starting: 3, settled: 3 };

/** How far a cluster is that was told. */
export interface UpgradeProgress {
  readonly isWayBack: boolean;
  /** How collecting statistics is; it comes last. */
  readonly analyze: { readonly done: boolean; readonly message: string };
}

/** Whether the primary serves on the wanted data. */
export const servesAgain = (world: ClusterWorld, phase: DataPhase): boolean => {
  const primary = primaryOf(world);
  return phase.type === 'settled' && primary !== undefined && instanceReady(world, primary);
};

/** The steps once the cluster is on its way. */
export const stepsOfUpgrade = (world: ClusterWorld, phase: DataPhase, { isWayBack, analyze }: UpgradeProgress): StepNow[] => {
  const primary = primaryOf(world);
  const serves = servesAgain(world, phase);
  const wanted = world.spec.replicas;
  const ready = world.instances.filter((instance) => instance !== primary && instanceReady(world, instance)).length;
  const complete = serves && ready >= wanted;
  const doneCount = complete ? ORDER.length - 1 : serves ? 4 : DONE_BEFORE[phase.type];
  const version = world.spec.postgresVersion;
  const messages = [
    isWayBack ? 'The data of before are kept on the volume.' : 'pg_upgrade can take the data there.',
    doneCount > 1 ? 'No instance runs; the data of before are kept.' : 'The replicas stop first, then the primary.',
    isWayBack ? `The data of PostgreSQL ${version} are made ready.` : `pg_upgrade ${doneCount > 2 ? 'has copied' : 'copies'} the data to PostgreSQL ${version}.`,
    serves ? `${primary?.name ?? ''} takes writes.` : 'The instance with the data starts.',
    wanted === 0 ? 'No replica is asked for.' : `${ready} of ${wanted} replicas stream from the primary.`,
  ];
  return ORDER.map((name, index) => {
    if (name === UPGRADE_STEPS.analyze) return { name, done: complete && analyze.done, message: complete ? analyze.message : '', ...(complete ? {} : { waiting: true }) };
    return {
      name, done: index < doneCount, message: index > doneCount ? '' : messages[index] ?? '', ...(index > doneCount ? { waiting: true } : {}),
      ...(name === UPGRADE_STEPS.replicas && wanted > 0 ? { current: Math.min(ready, wanted), max: wanted, unit: 'replicas' } : {}),
    };
  });
};
