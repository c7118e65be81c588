/** Runs only the operator, on the Kubernetes of a kubeconfig, until SIGTERM: `run-operator.ts KUBECONFIG [NAMESPACE]`. */
import { hostname } from 'node:os';
import { pino } from 'pino';
import { CACHED_KINDS } from '../kube/cache/cached-kinds.js';
import { startKubeCache } from '../kube/cache/start-kube-cache.js';
import { connectKube } from '../kube/client/connect-kube.js';
import { loadKubeconfig } from '../kube/client/load-kube-access.js';
import { systemClock } from '../kube/clock.js';
import { startOperator } from '../operator/start-operator.js';
import { findInstalledPostgres } from '../start/preflight/postgres-catalogue.js';

const [kubeconfig = '', namespace = 'default'] = process.argv.slice(2);
const logger = pino({ level: 'debug' });
const client = connectKube(await loadKubeconfig(kubeconfig, systemClock));
const cache = startKubeCache({ watcher: client, kinds: CACHED_KINDS, logger });
const operator = startOperator({
  client, pods: client, cache, namespace, logger, identity: hostname(), catalogue: findInstalledPostgres(), serviceAddressing: 'address',
});

const stop = async (): Promise<void> => {
  await operator.stop();
  await cache.stop();
  await client.close();
};
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
