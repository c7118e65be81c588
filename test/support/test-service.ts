import { readFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from './free-port.js';
import { runProgram, type RunningProgram } from './run-program.js';
import { testDirectory } from './test-directory.js';

/** A whole service of its own: local Kubernetes, operator and server, as `npm start` runs them. */
export interface TestService {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly token: string;
  readonly program: RunningProgram;
  /** SIGTERM, and wait until it has ended. Resolves with the exit code. */
  stop(): Promise<number | NodeJS.Signals>;
  /** SIGKILL, and wait until it is gone. Its containers stay. */
  kill(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;

/** Starts the service on a data directory, a new one unless given. The demo is off unless wanted. */
export async function startTestService(settings: { dataDir?: string; port?: number; args?: readonly string[]; environment?: Readonly<Record<string, string>> } = {}): Promise<TestService> {
  const dataDir = settings.dataDir ?? testDirectory('service');
  const port = settings.port ?? (await freePort());
  const program = runProgram('bin/start.mjs', serviceArguments(dataDir, port, settings.args), settings.environment);
  const match = await program.waitForOutput(/serves at (\S+)/, START_TIMEOUT_MS);
  return {
    url: match[1] ?? '',
    port,
    dataDir,
    token: readFileSync(path.join(dataDir, 'admin.token'), 'utf8').trim(),
    program,
    async stop() {
      program.process.kill('SIGTERM');
      return program.ended;
    },
    async kill() {
      program.process.kill('SIGKILL');
      await program.ended;
    },
  };
}

/** The arguments with which tests start the service. */
export function serviceArguments(dataDir: string, port: number, more: readonly string[] = ['--no-demo']): string[] {
  return ['--data-dir', dataDir, '--port', String(port), '--no-cli-context', ...more];
}
