import { test } from '@jest/globals';
import { outsideKubeconfig } from './outside.js';

type Body = () => Promise<void>;

/** A test that looks for or kills processes of containers, which only run on this machine with a local Kubernetes. */
export const testOfProcesses = (name: string, body: Body, timeoutMs?: number): void => {
  const run = outsideKubeconfig === undefined ? test : test.skip;
  run(outsideKubeconfig === undefined ? name : `${name} (skipped: it needs the processes of containers, and they run elsewhere)`, body, timeoutMs);
};
