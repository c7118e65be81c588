import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** How a command ended and what it printed. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface KubectlOptions {
  /** Written to its stdin. */
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The real kubectl, against the Kubernetes of one service, in one namespace. */
export interface Kubectl {
  /** Runs it to its end, whatever its exit code. */
  run(args: readonly string[], options?: KubectlOptions): Promise<CommandResult>;
  /** Runs it and answers what it printed; rejects when it fails. */
  out(args: readonly string[], options?: KubectlOptions): Promise<string>;
  /** Runs it on a terminal of its own. */
  onTerminal(args: readonly string[]): Promise<CommandResult>;
  /** Starts it and leaves it running. */
  start(args: readonly string[]): RunningKubectl;
}

const TIMEOUT_MS = 60_000;
const OUTPUT_BYTES_MAX = 16 * 1024 * 1024;

/** kubectl for the Kubernetes of the service that keeps its files in `dataDir`. */
export function kubectlFor(dataDir: string, namespace: string): Kubectl {
  const all = (args: readonly string[]): string[] => ['--kubeconfig', path.join(dataDir, 'kubeconfig'), '-n', namespace, ...args];
  const run: Kubectl['run'] = (args, options) => finished('kubectl', all(args), options);
  return {
    run,
    out: async (args, options) => {
      const { code, stdout, stderr } = await run(args, options);
      if (code !== 0) throw new Error(`kubectl ${args.join(' ')} ended with ${code}: ${stderr}${stdout}`);
      return stdout;
    },
    onTerminal: (args) => finished('script', ['-qec', ['kubectl', ...all(args)].map(quoted).join(' '), '/dev/null']),
    start: (args) => new RunningKubectl(spawn('kubectl', all(args), { stdio: ['ignore', 'pipe', 'inherit'] })),
  };
}

function finished(program: string, args: readonly string[], { input, environment }: KubectlOptions = {}): Promise<CommandResult> {
  return new Promise((resolve) => {
    const options = { timeout: TIMEOUT_MS, maxBuffer: OUTPUT_BYTES_MAX, env: { ...process.env, ...environment } };
    const child = execFile(program, [...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
    child.stdin?.end(input);
  });
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A kubectl that goes on, such as `get -w`: what it has printed so far is kept. */
export class RunningKubectl {
  private text = '';

  constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk: Buffer) => {
      this.text += chunk.toString();
      child.emit('printed');
    });
  }

  /** Resolves with everything printed so far once that matches; rejects when the command ends or the time is over before. */
  async printed(pattern: RegExp): Promise<string> {
    const wait = new AbortController();
    const signal = AbortSignal.any([wait.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    try {
      while (!pattern.test(this.text)) await Promise.race([once(this.child, 'printed', { signal }), this.ending(signal)]);
      return this.text;
    } finally {
      wait.abort();
    }
  }

  /** Ends it and resolves when it is gone. */
  async stop(): Promise<void> {
    const gone = once(this.child, 'exit');
    if (this.child.kill()) await gone;
  }

  private async ending(signal: AbortSignal): Promise<void> {
    try {
      await once(this.child, 'exit', { signal });
    } catch {
      // The wait is over, whichever way: the other side of the race tells.
      return new Promise(() => {});
    }
    throw new Error(`kubectl ended and had printed: ${this.text}`);
  }
}

/** The oldest kubectl that knows all that the tests ask of it (`events`, `wait --for=jsonpath`, `auth whoami`). */
const OLDEST_MINOR = 28;

/** Whether there is a kubectl on this machine that is new enough. */
export function hasKubectl(): Promise<boolean> {
  return new Promise((resolve) => {
    execFile('kubectl', ['version', '--client', '-o', 'json'], (error, stdout) => {
      const minor = /"minor": "(\d+)/.exec(stdout)?.[1];
      resolve(error === null && Number(minor) >= OLDEST_MINOR);
    });
  });
}
