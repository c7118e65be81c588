import { DATABASE_CONTAINER, podName } from '../../schema/naming/names.js';
import type { Services } from '../context.js';
import { ApiError } from '../error/api-error.js';

const TIMEOUT_MS = 20_000;

/** An instance and a script for its container. */
export interface InstanceScript {
  readonly namespace: string;
  readonly instance: string;
  readonly script: string;
  readonly arguments: readonly string[];
}

/** Runs a script in the container of an instance. Throws UNAVAILABLE when it cannot be reached. */
export const runInInstance = async ({ pods }: Pick<Services, 'pods'>, run: InstanceScript): Promise<{ readonly exitCode: number; readonly stdout: string }> => {
  const command = ['sh', '-c', run.script, 'pgo', ...run.arguments];
  try {
    if (pods === undefined) throw new Error('this server has no way into pods');
    return await pods.exec({ namespace: run.namespace, name: podName(run.instance) }, { container: DATABASE_CONTAINER, command, timeoutMs: TIMEOUT_MS });
  } catch (error) {
    throw new ApiError('UNAVAILABLE', `The container of ${run.instance} cannot be reached.`, { cause: error, suggestion: 'Look at the instance (pgo show cluster), and ask again once it runs.' });
  }
};
