import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '../../start/package-root.js';
import { testDirectory } from './test-directory.js';

/** A Kubernetes that no service of ours has started: what a service finds when it is pointed at a cluster. */
export interface SeparateKubernetes {
  /** Holds its `kubeconfig`. */
  readonly dataDir: string;
  readonly kubeconfig: string;
  /** Directory that host path volumes may name. */
  readonly volumes: string;
  /** Ends it and every container. */
  stop(): Promise<void>;
}

/** Starts a local Kubernetes of its own. */
export async function startSeparateKubernetes(): Promise<SeparateKubernetes> {
  const dataDir = testDirectory('kubernetes');
  const kubeconfig = path.join(dataDir, 'kubeconfig');
  const store = path.join(dataDir, 'store');
  const child = spawn(process.execPath, ['dist/local/main.js', '--data-dir', store, '--kubeconfig', kubeconfig], {
    cwd: packageRoot, env: { ...process.env, NODE_OPTIONS: '' }, stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>,
    ended.then(() => { throw new Error('the local Kubernetes ended before it served'); }),
  ]);
  if (!line.includes('"ready":true')) throw new Error(`the local Kubernetes said: ${line}`);
  return {
    dataDir, kubeconfig, volumes: path.join(store, 'volumes'),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Puts this built program into a directory that containers can mount, in place of an image that holds it. */
export function copyProgram(directory: string): void {
  mkdirSync(directory, { recursive: true });
  const parts = ['bin', 'dist', 'manifests', 'node_modules', 'package.json'].map((part) => path.join(packageRoot, part));
  // Links are made in no time, where both are on one file system.
  execFileSync('sh', ['-c', 'cp -al "$@" || cp -a "$@"', 'sh', ...parts, directory], { stdio: 'ignore' });
}
