import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { packageRoot } from '../../start/package-root.js';

/** What a run of the command left behind. */
export interface CommandOutcome {
  /** The exit code, or the name of the signal that ended it. */
  readonly code: number | NodeJS.Signals;
  readonly stdout: string;
  readonly stderr: string;
}

/** How the command is run beside its arguments. */
export interface CommandSettings {
  readonly environment?: Readonly<Record<string, string>>;
  /** What it reads. Empty when left out. */
  readonly input?: string;
  /** Called with the process as soon as it runs. */
  readonly onStart?: (pid: number, stderr: NodeJS.ReadableStream) => void;
}

/** Runs programs of this package as a person would, in an environment of their own. */
export async function runNode(file: string, args: readonly string[], settings: CommandSettings = {}): Promise<CommandOutcome> {
  const child = spawn(process.execPath, [path.join(packageRoot, file), ...args], {
    cwd: packageRoot, stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', LC_ALL: 'C.UTF-8', ...settings.environment },
  });
  child.stdin.on('error', () => {});
  child.stdin.end(settings.input ?? '');
  settings.onStart?.(child.pid ?? 0, child.stderr);
  const [stdout, stderr, [code, signal]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: (code ?? signal) as number | NodeJS.Signals, stdout, stderr };
}
