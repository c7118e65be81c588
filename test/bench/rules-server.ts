/**
 * The GraphQL server's own parts over a Kubernetes, behind the rules of permissions or, to measure what these cost,
 * without them: node rules-server.ts KUBECONFIG with|without. The program itself has no such switch. Prints its address.
 */
import pino from 'pino';
import { CACHED_KINDS } from '../../kube/cache/cached-kinds.js';
import { startKubeCache } from '../../kube/cache/start-kube-cache.js';
import { connectKube } from '../../kube/client/connect-kube.js';
import { loadKubeconfig } from '../../kube/client/load-kube-access.js';
import { systemClock } from '../../kube/clock.js';
import { MEMORY_SINK, openAuditLog } from '../../server/audit/audit-log.js';
import { createAuthenticate } from '../../server/auth/authenticate.js';
import { createBackOff } from '../../server/auth/back-off.js';
import { createDirectory } from '../../server/auth/directory.js';
import { buildApiSchema } from '../../server/build-schema.js';
import type { Services } from '../../server/context.js';
import { createApollo } from '../../server/http/apollo.js';
import { createApp, serveGraphql } from '../../server/http/create-app.js';
import { createMetrics } from '../../server/http/metrics.js';
import { createRequestBudget } from '../../server/http/request-budget.js';
import { createLive } from '../../server/live/live.js';
import { auditFields } from '../../server/rules/audit-fields.js';
import { permissionRules } from '../../server/rules/permission-rules.js';
import { applyRules } from '../../server/rules/shield.js';
import { LIMITS_DEFAULT, type ServerSettings } from '../../server/settings.js';

const [kubeconfig = '', rules = 'with'] = process.argv.slice(2);
/** Enough for the load of a benchmark. */
const limits = { ...LIMITS_DEFAULT, requestsPerSecondMax: 1_000_000, requestsBurstMax: 1_000_000 };
const settings: ServerSettings = { host: '127.0.0.1', port: 0, version: 'bench', operatorNamespace: 'default', catalog: { 15: {} }, isReady: () => true, limits };
const logger = pino({ level: 'warn' }, pino.destination(2));
const client = connectKube(await loadKubeconfig(kubeconfig, systemClock));
const cache = startKubeCache({ watcher: client, kinds: CACHED_KINDS, logger });
const directory = createDirectory(cache, settings.operatorNamespace);
const services: Services = { cache, client, settings, live: createLive(cache, limits.pendingObjectsPerSubscriberMax), directory, audit: openAuditLog(MEMORY_SINK, logger), logger, clock: systemClock };
const bare = await buildApiSchema();
const schema = rules === 'with' ? auditFields(applyRules(bare, permissionRules(bare))) : bare;
const apollo = createApollo(schema, services, createMetrics());
await apollo.start();
const app = createApp(services);
serveGraphql(app, {
  apollo, services, budget: createRequestBudget(limits, systemClock),
  authenticate: createAuthenticate({ directory, clock: systemClock, isSynced: () => cache.synced, backOff: createBackOff(systemClock, limits.authenticationFailuresFreeMax) }),
});
await app.listen({ host: settings.host, port: settings.port });
await cache.whenSynced();
process.once('SIGINT', () => process.exit(0));
const address = app.server.address();
process.stdout.write(`serves http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}\n`);
