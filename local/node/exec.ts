import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import type { ExecOptions, ExecSession } from '../node-access.js';
import { joinArguments } from './cgroups.js';
import { collect } from './handler.js';
import type { LaunchRecord } from './launch-record.js';
import { enterArguments } from './sandbox-arguments.js';
import { resizeTerminal } from './terminal-size.js';

const EXEC_ENVIRONMENT_FD = 3;
const DROP_ALL = ['/usr/bin/setpriv', '--no-new-privs', '--inh-caps=-all', '--bounding-set=-all'];

/** The running container that a command joins. */
export interface ExecTarget {
  readonly directory: string;
  readonly pid: number;
  readonly launch: LaunchRecord;
  /** Files by which the container's control groups are joined. */
  readonly groups: readonly string[];
}

/**
 * The command line that joins a container's name spaces, gives up privileges as the container did, and runs the command with the
 * container's environment. With a tty the command gets a pseudo terminal from script(1): one of the container's own /dev/pts, or
 * of the host's when an ordinary user cannot mount such a thing. The root is asked for by itself: where the agent lives in a
 * changed root, the name space alone would lead to the machine's.
 */
export function execArguments(target: Pick<ExecTarget, 'pid' | 'launch'>, options: Pick<ExecOptions, 'command' | 'tty'>): string[] {
  const { user, workingDirectory } = target.launch;
  const command = options.tty && user.agentIsRoot ? withTerminal(options.command) : options.command;
  const join = user.agentIsRoot ? [] : ['--user', '--preserve-credentials'];
  const words = [
    '/usr/bin/nsenter', '--target', String(target.pid), '--mount', '--uts', '--ipc', '--pid', ...join, '--root', '--wd', '--',
    ...(user.agentIsRoot ? [] : DROP_ALL),
    ...enterArguments(user, { environmentFd: EXEC_ENVIRONMENT_FD, workingDirectory, command }),
  ];
  return options.tty && !user.agentIsRoot ? withTerminal(words) : words;
}

/** The command on a pseudo terminal of its own, from script(1). */
export function withTerminal(command: readonly string[]): string[] {
  return ['/usr/bin/script', '--quiet', '--return', '--flush', '--command', `exec ${command.map(shellQuoted).join(' ')}`, '/dev/null'];
}

function shellQuoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** Starts a command in a running container, within its limits. @throws when nsenter cannot be started */
export async function startExec(target: ExecTarget, options: Pick<ExecOptions, 'command' | 'tty' | 'stdin'>): Promise<ExecSession> {
  const environment = openEnvironment(target.directory, options.tty);
  try {
    const stdin = options.stdin ? 'pipe' : options.tty ? 'pipe' : 'ignore';
    const [file = '', ...words] = joinArguments(target.groups, execArguments(target, options));
    const child = spawn(file, words, { stdio: [stdin, 'pipe', 'pipe', environment], detached: true, env: {}, cwd: '/' });
    await once(child, 'spawn');
    return session(child, options);
  } finally {
    fs.closeSync(environment);
  }
}

/** The container's environment; a tty's also says what kind of terminal it is. */
function openEnvironment(directory: string, tty: boolean): number {
  const file = path.join(directory, 'environment');
  if (!tty) return fs.openSync(file, 'r');
  const withTerminal = `${file}.tty`;
  fs.writeFileSync(withTerminal, `TERM=xterm\0${fs.readFileSync(file, 'utf8')}`, { mode: 0o600 });
  return fs.openSync(withTerminal, 'r');
}

function session(child: ChildProcess, options: Pick<ExecOptions, 'tty' | 'stdin'>): ExecSession {
  const exited = new Promise<number>((resolve) => child.on('close', (code, signal) => resolve(code ?? 128 + (signal === 'SIGKILL' ? 9 : 15))));
  child.stdin?.on('error', () => undefined);
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('nsenter was started without its output');
  if (options.tty) stderr.resume();
  return {
    stdin: options.stdin ? (child.stdin ?? undefined) : undefined,
    stdout,
    stderr: options.tty ? undefined : stderr,
    exited,
    resize: (columns, rows) => {
      if (options.tty && child.pid !== undefined) resizeTerminal(child.pid, { columns, rows });
    },
    kill: () => killGroup(child),
  };
}

/** Ends the command with everything that it has started in its process group. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Runs a command to its end, with the beginning of its output; killed when the signal fires. */
export async function runToEnd(target: ExecTarget, command: readonly string[], signal: AbortSignal): Promise<{ exitCode: number; output: string }> {
  const running = await startExec(target, { command, tty: false, stdin: false });
  const outputs = [running.stdout, running.stderr].flatMap((stream) => (stream === undefined ? [] : [collect(stream)]));
  const kill = (): void => running.kill();
  if (signal.aborted) kill();
  signal.addEventListener('abort', kill, { once: true });
  try {
    const exitCode = await running.exited;
    return { exitCode, output: outputs.map((read) => read()).join('') };
  } finally {
    signal.removeEventListener('abort', kill);
  }
}
