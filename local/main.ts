/**
 * Kubernetes on one machine, in one process: the API, its controllers and the node agent.
 * Prints one line of JSON when it serves. The end of stdin (whoever started it is gone) lets the containers run on, to be
 * taken over by the next start; SIGTERM and SIGINT end them; a second signal ends them at once.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { destination, pino } from 'pino';
import { addressBlockOf } from './address-block.js';
import { startApi } from './api/start-api.js';
import { startControllers } from './controllers/start-controllers.js';
import { lockDataDirectory } from './lock-data-directory.js';
import { startNode } from './node/start-node.js';

/** Milliseconds after which an orderly stop ends whatever is left. */
const STOP_LIMIT_MS = 9_500;
const STDERR = 2;

const { values } = parseArgs({
  options: { 'data-dir': { type: 'string' }, kubeconfig: { type: 'string' }, port: { type: 'string', default: '6443' }, 'log-level': { type: 'string', default: 'info' } },
});
const logger = pino({ level: values['log-level'] }, destination(STDERR));

async function main(): Promise<void> {
  if (!values['data-dir'] || !values.kubeconfig) throw new Error('--data-dir and --kubeconfig are needed: a directory to keep everything in, and the file to write the kubeconfig to');
  const dataDir = path.resolve(values['data-dir']);
  const kubeconfig = path.resolve(values.kubeconfig);
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  await lockDataDirectory(dataDir);
  const addressBlock = addressBlockOf(dataDir);
  const clock = Date.now;
  const api = await startApi({
    dataDir, addressBlock, kubeconfig, clock, port: Number(values.port),
    logger: logger.child({ part: 'api' }),
    onBroken: (error) => {
      logger.fatal({ error: String(error) }, 'the store cannot be written: free space on the disk and start again');
      process.exit(1);
    },
  });
  const controllers = startControllers(api.accessFor('kube-controller-manager'), { dataDir, clock, random: Math.random, logger: logger.child({ part: 'controllers' }) });
  const node = await startNode(api.accessFor('kubelet'), {
    dataDir, addressBlock, clock,
    apiHost: api.host, apiPort: api.port, caCertificate: api.caCertificate, issueToken: api.issueToken,
    logger: logger.child({ part: 'node' }),
  });
  api.attachNode(node);
  let stopping = false;
  const leave = async (containersEnd: boolean): Promise<void> => {
    if (stopping) {
      if (containersEnd) node.kill();
      return;
    }
    stopping = true;
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    // The controllers go first: what ends because of the stop is not to be replaced or counted as failed.
    await controllers.stop();
    if (containersEnd) await node.stop();
    else node.detach();
    await api.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void leave(true));
  process.stdin.on('end', () => void leave(false)).on('error', () => void leave(false)).resume();
  process.stdout.write(`${JSON.stringify({ ready: true, url: api.url, kubeconfig })}\n`);
}

main().catch((error: unknown) => {
  logger.fatal({ error: error instanceof Error ? error.message : String(error) }, 'the local Kubernetes could not start');
  process.exit(1);
});
