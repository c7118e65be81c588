import { existsSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { packageRoot } from '../../start/package-root.js';
import { freePort } from './free-port.js';
import { outsideArguments } from './outside.js';
import { serviceArguments } from './test-service.js';
import { whenChanged } from './when-changed.js';

/** Where the service that all tests of a run share is reached. */
export interface SharedService {
  readonly url: string;
  readonly dataDir: string;
  readonly token: string;
}

const START_TIMEOUT_MS = 90_000;

/**
 * The one service that tests of all workers share, started by the first that asks: on a local Kubernetes of its own, or on
 * the one that KUBECONFIG names. Tests make clusters in namespaces of
 * their own and delete them. test/setup/global-teardown.mjs stops it.
 */
export async function sharedService(): Promise<SharedService> {
  const root = process.env['PGO_TEST_DIR'] ?? '';
  const folder = path.join(root, 'shared');
  const dataDir = path.join(folder, 'data');
  const tokenFile = path.join(dataDir, 'admin.token');
  const readyFile = path.join(folder, 'ready.json');
  if (claim(folder)) await start(folder, dataDir, readyFile);
  else await fileAppears(folder, readyFile);
  const { url } = JSON.parse(readFileSync(readyFile, 'utf8')) as { url: string };
  return { url, dataDir, token: readFileSync(tokenFile, 'utf8').trim() };
}

/** Only one worker can make the folder. */
function claim(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** The process outlives the worker that starts it: its output goes to a file, not to a pipe. */
async function start(folder: string, dataDir: string, readyFile: string): Promise<void> {
  const port = await freePort();
  const output = openSync(path.join(folder, 'output.log'), 'a');
  const child = spawn(process.execPath, [path.join(packageRoot, 'bin/start.mjs'), ...serviceArguments(dataDir, port, outsideArguments(dataDir))], {
    cwd: packageRoot, env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production' }, stdio: ['ignore', output, output], detached: true,
  });
  child.unref();
  writeFileSync(path.join(folder, 'pid'), String(child.pid));
  const url = `http://127.0.0.1:${port}`;
  await outputHas(path.join(folder, 'output.log'), 'serves at', once(child, 'exit'));
  writeFileSync(`${readyFile}.draft`, JSON.stringify({ url }));
  renameSync(`${readyFile}.draft`, readyFile);
}

async function outputHas(file: string, text: string, exit: Promise<unknown>): Promise<void> {
  const ended = exit.then(() => { throw new Error(`the shared service ended:\n${readFileSync(file, 'utf8')}`); });
  await Promise.race([whenChanged(path.dirname(file), () => readFileSync(file, 'utf8').includes(text), START_TIMEOUT_MS), ended]);
  ended.catch(() => {});
}

async function fileAppears(folder: string, file: string): Promise<void> {
  await whenChanged(folder, () => existsSync(file), START_TIMEOUT_MS);
}
