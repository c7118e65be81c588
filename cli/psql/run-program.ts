import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { CliError } from '../error/cli-error.js';
import { errorCode, errorText } from '../error/system-error.js';

/** Signals that end a program: handed on to it. */
const forwarded = ['SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** Added to the number of a signal for the exit code of a program that it ended, as shells do. */
const signalExitBase = 128;

const ignore = (): void => { /* The terminal sends Ctrl-C to the program as well, which decides what it means. */ };

/**
 * Runs a program on this terminal until it ends and returns its exit code. Ctrl-C is left to it, other signals are
 * handed on. Throws when it cannot be started.
 */
export const runProgram = async (file: string, args: readonly string[], environment: Record<string, string>): Promise<number> => {
  const child = spawn(file, [...args], { stdio: 'inherit', env: environment });
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  for (const signal of forwarded) process.on(signal, forward);
  process.on('SIGINT', ignore);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(code ?? signalExitBase + (signal === null ? 0 : constants.signals[signal])));
    });
  } catch (cause) {
    const missing = errorCode(cause) === 'ENOENT';
    throw new CliError(missing ? `${file} is not installed.` : `${file} could not be started: ${errorText(cause)}`, {
      suggestion: missing ? 'Install the PostgreSQL client, for example with `apt-get install postgresql-client`.' : 'Check that it can be run from a shell.', cause,
    });
  } finally {
    for (const signal of forwarded) process.off(signal, forward);
    process.off('SIGINT', ignore);
  }
};
