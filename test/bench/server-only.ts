/**
 * The GraphQL server over a Kubernetes, without an operator: node server-only.ts KUBECONFIG. Prints its address and the
 * token of its administrator; at SIGUSR2 how much heap and memory it uses after a collection (--expose-gc).
 */
import pino from 'pino';
import { startKubeCache } from '../../kube/cache/start-kube-cache.js';
import { systemClock } from '../../kube/clock.js';
import { connectKube } from '../../kube/client/connect-kube.js';
import { loadKubeconfig } from '../../kube/client/load-kube-access.js';
import { CACHED_KINDS } from '../../kube/cache/cached-kinds.js';
import { ensureBootstrapToken } from '../../server/auth/bootstrap-token.js';
import { LIMITS_DEFAULT } from '../../server/settings.js';
import { startServer } from '../../server/start-server.js';

const [kubeconfig = ''] = process.argv.slice(2);
const NAMESPACE = 'default';
const logger = pino({ level: 'warn' }, pino.destination(2));
const connection = connectKube(await loadKubeconfig(kubeconfig, systemClock));
const cache = startKubeCache({ watcher: connection, kinds: CACHED_KINDS, logger });
const token = await ensureBootstrapToken({ client: connection, namespace: NAMESPACE });
const server = await startServer({
  client: connection, cache, logger, clock: systemClock,
  settings: { host: '127.0.0.1', port: 0, version: 'bench', operatorNamespace: NAMESPACE, catalog: { 15: {} }, isReady: () => true, limits: LIMITS_DEFAULT },
});
await cache.whenSynced();
process.on('SIGUSR2', () => {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  process.stdout.write(`memory ${heapUsed} ${rss}\n`);
});
process.once("SIGINT", () => process.exit(0));
process.stdout.write(`serves ${server.url} ${token}\n`);
