import { test } from '@jest/globals';
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/** The Kubernetes that the shared service works on, when `KUBECONFIG` names one in place of a local one of its own. */
export const outsideKubeconfig: string | undefined = process.env['KUBECONFIG'] === '' ? undefined : process.env['KUBECONFIG']?.split(path.delimiter)[0];

/** Arguments of a service on that Kubernetes; its kubeconfig is put where the tests look for that of a local one. */
export function outsideArguments(dataDir: string): string[] {
  if (outsideKubeconfig === undefined) return ['--no-demo'];
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  copyFileSync(outsideKubeconfig, path.join(dataDir, 'kubeconfig'));
  return ['--no-demo', '--kubeconfig', outsideKubeconfig];
}

type Body = () => Promise<void>;

/** A test that looks for or kills processes of containers, which only run on this machine with a local Kubernetes. */
export const testOfProcesses = (name: string, body: Body, timeoutMs?: number): void => {
  const run = outsideKubeconfig === undefined ? test : test.skip;
  run(outsideKubeconfig === undefined ? name : `${name} (skipped: it needs the processes of containers, and they run elsewhere)`, body, timeoutMs);
};
