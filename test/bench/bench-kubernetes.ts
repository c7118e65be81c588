import path from 'node:path';
import { connectKube } from '../../kube/client/connect-kube.js';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { loadKubeconfig } from '../../kube/client/load-kube-access.js';
import { systemClock } from '../../kube/clock.js';
import { startLocalProcess } from '../../start/kubernetes/local-process.js';
import { packageRoot } from '../../start/package-root.js';
import { applyDefinitions } from '../../start/service/apply-definitions.js';
import { runProgram, type RunningProgram } from '../support/run-program.js';
import { testDirectory } from '../support/test-directory.js';

/** A local Kubernetes with our definitions and no operator. */
export interface BenchKubernetes {
  readonly kubeconfig: string;
  readonly dataDir: string;
  readonly url: string;
  readonly pid: number;
  readonly connection: KubeConnection;
  stop(): Promise<void>;
}

/** Starts one in a directory of its own, or again in one that it was stopped in. */
export async function startBenchKubernetes(directory = testDirectory('kubernetes')): Promise<BenchKubernetes> {
  const kubeconfig = path.join(directory, 'kubeconfig');
  const dataDir = path.join(directory, 'data');
  const command = [path.join(packageRoot, 'dist', 'local', 'main.js'), '--data-dir', dataDir, '--kubeconfig', kubeconfig, '--log-level', 'error'];
  const kubernetes = await startLocalProcess({ command, log: { write: (text) => void process.stderr.write(text) }, signal: new AbortController().signal });
  const connection = connectKube(await loadKubeconfig(kubeconfig, systemClock));
  await applyDefinitions(connection);
  return {
    kubeconfig,
    dataDir,
    url: kubernetes.url,
    pid: kubernetes.pid,
    connection,
    async stop() {
      await connection.close();
      await kubernetes.stop();
    },
  };
}

/** A server of the benchmark in a process of its own, so that its work and the load's are apart. */
export interface BenchServer {
  /** What it printed after the first word of its line. */
  readonly words: readonly string[];
  readonly pid: number;
  /** Sends a signal, and resolves with what it prints then. */
  ask(signal: NodeJS.Signals, pattern: RegExp): Promise<RegExpMatchArray>;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;
const ANSWER_TIMEOUT_MS = 60_000;

/** Runs a TypeScript program of this folder until it prints a line that begins with the word. */
export async function startBenchProgram(file: string, word: string, args: readonly string[], nodeArguments: readonly string[] = []): Promise<BenchServer> {
  const program: RunningProgram = runProgram('--no-warnings', [...nodeArguments, '--import', '@swc-node/register/esm-register', path.join('test', 'bench', file), ...args]);
  const [line = ''] = await program.waitForOutput(new RegExp(`^${word} .*$`, 'm'), START_TIMEOUT_MS);
  return {
    words: line.split(' ').slice(1),
    pid: program.pid,
    ask(signal, pattern) {
      const before = program.output().length;
      program.process.kill(signal);
      return program.waitForOutput(new RegExp(`(?<=^[^]{${before},})${pattern.source}`), ANSWER_TIMEOUT_MS);
    },
    async stop() {
      program.process.kill('SIGKILL');
      await program.ended;
    },
  };
}
