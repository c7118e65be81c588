import type { PodAccess } from '../../kube/client/kube-connection.js';
import { podName } from '../../schema/naming/names.js';
import { DATABASE_CONTAINER } from '../../schema/naming/names.js';
import type { ClusterWorld, ObservedInstance } from '../cluster/world.js';
import type { ImageCatalogue } from '../image-catalogue.js';
import type { DatabaseDesk } from '../instance/database-desk.js';
import type { OperationHandler } from '../operation/operation-handler.js';

/** What upgrades are carried out with. */
export interface UpgradeTools {
  readonly catalogue: ImageCatalogue;
  readonly pods: Pick<PodAccess, 'exec'>;
  /** Commands in instances, by operation and instance: they take their time. Each tells what was found wrong, or nothing. */
  readonly desk: DatabaseDesk<string>;
  /** Restarts instances one after another: all that an upgrade within a major version is. */
  readonly restart: OperationHandler;
}

/** A script for the container of one instance. */
export interface InstanceScript {
  readonly script: string;
  readonly arguments: readonly string[];
  readonly timeoutMs: number;
}

/** Runs a script in the container of an instance. Resolves with its exit code and what it said. */
export const runInInstance = async (
  { pods }: Pick<UpgradeTools, 'pods'>, { cluster }: ClusterWorld, { name }: ObservedInstance, run: InstanceScript,
): Promise<{ readonly exitCode: number; readonly words: string }> => {
  const { exitCode, stdout, stderr } = await pods.exec(
    { namespace: cluster.metadata.namespace ?? '', name: podName(name) },
    { container: DATABASE_CONTAINER, command: ['sh', '-c', run.script, 'pgo', ...run.arguments], timeoutMs: run.timeoutMs },
  );
  return { exitCode, words: `${stdout}\n${stderr}`.trim().slice(0, WORDS_LENGTH_MAX) };
};

/** Longest part of a script's output that is repeated. */
const WORDS_LENGTH_MAX = 1500;
