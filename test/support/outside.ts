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
