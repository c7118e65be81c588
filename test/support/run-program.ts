import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { packageRoot } from '../../start/package-root.js';

/** A program of ours that runs: its output so far, and how it ends. */
export interface RunningProgram {
  readonly process: ChildProcess;
  readonly pid: number;
  /** Both outputs so far. */
  output(): string;
  /** Resolves with the match once the output has it; rejects when the program ends or the time is over before. */
  waitForOutput(pattern: RegExp, timeoutMs: number): Promise<RegExpMatchArray>;
  /** Resolves with the exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/** Runs `node FILE ARGS...` in the folder of this package. */
export function runProgram(file: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): RunningProgram {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: packageRoot, env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production', ...environment }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output += chunk.toString();
    child.emit('pgo-output');
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  return {
    process: child,
    pid: child.pid ?? 0,
    output: () => output,
    ended,
    waitForOutput: (pattern, timeoutMs) => new Promise((resolve, reject) => {
      const finish = (): void => {
        clearTimeout(timer);
        child.off('pgo-output', check);
      };
      const fail = (why: string): void => {
        finish();
        reject(new Error(`${why} without ${pattern} in the output:\n${output}`));
      };
      const check = (): void => {
        const match = pattern.exec(output);
        if (!match) return;
        finish();
        resolve(match);
      };
      const timer = setTimeout(() => fail(`${timeoutMs} ms went by`), timeoutMs);
      child.on('pgo-output', check);
      void ended.then((how) => fail(`the program ended (${how})`));
      check();
    }),
  };
}
