import { podName, repositoryName } from '../../schema/naming/names.js';
import type { ExecResult, PodAccess } from '../../kube/client/kube-connection.js';
import type { Key } from '../../kube/kube-object.js';
import { parseBackrestError } from '../postgres/pgbackrest-error.js';
import { BACKREST_CONTAINER } from '../postgres/pgbackrest-layout.js';

/** Longest time for a command in the repositories' host, in milliseconds. */
const COMMAND_TIMEOUT_MS = 120_000;
/** A storage service that does not answer is given up before the command is: one that goes on would hold pgBackRest's lock. */
export const SOON = '--io-timeout=15';

/** Runs pgBackRest in the repositories' host of a cluster. Rejects with what it says when it fails. */
export const runInRepository = async (pods: Pick<PodAccess, 'exec'>, { namespace, name }: Key, command: readonly string[]): Promise<ExecResult> => {
  const result = await pods.exec({ namespace, name: podName(repositoryName(name)) }, { container: BACKREST_CONTAINER, command, timeoutMs: COMMAND_TIMEOUT_MS });
  if (result.exitCode === 0) return result;
  const { message } = parseBackrestError(`${result.stdout}\n${result.stderr}`) ?? { message: `${command[0] ?? 'the command'} ended with exit code ${result.exitCode}.` };
  throw new Error(message);
};
