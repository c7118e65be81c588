import type { Server as TlsServer } from 'node:tls';
import type { Registry } from 'prom-client';
import type { KubeCache } from '../kube/cache/kube-cache.js';
import type { PodAccess } from '../kube/client/kube-connection.js';
import type { KubeClient } from '../kube/client/kube-client.js';
import type { Clock } from '../kube/clock.js';
import { POSTGRES_CLUSTER } from '../kube/kinds.js';
import type { Logger } from '../kube/logger.js';
import { serveRest } from './rest/serve-rest.js';
import { auditFields } from './rules/audit-fields.js';
import { type AuditSink, MEMORY_SINK, openAuditLog } from './audit/audit-log.js';
import { auditFailure } from './audit/audit-failure.js';
import { createAuthenticate } from './auth/authenticate.js';
import { createBackOff } from './auth/back-off.js';
import { createDirectory } from './auth/directory.js';
import { createJwtAuthenticator } from './auth/jwt-authenticator.js';
import { createServiceAccountAuthenticator } from './auth/service-account-authenticator.js';
import { createLastUsed } from './auth/last-used.js';
import { buildApiSchema } from './build-schema.js';
import { toCluster } from './cluster/to-cluster.js';
import type { Services } from './context.js';
import { createApollo } from './http/apollo.js';
import { GRAPHQL_PATH, createApp, createEnter, secureContextOf, serveGraphql } from './http/create-app.js';
import { serveExplorer } from './http/explorer.js';
import { serveHealth } from './http/health.js';
import { createMetrics } from './http/metrics.js';
import { createRequestBudget } from './http/request-budget.js';
import { serveWebSocket } from './http/web-socket.js';
import { createLive } from './live/live.js';
import { permissionRules, standingOf } from './rules/permission-rules.js';
import { applyRules } from './rules/shield.js';
import type { ServerSettings, ServerTls } from './settings.js';

/** What the server works with. */
export interface ServerOptions {
  readonly cache: KubeCache;
  readonly client: KubeClient;
  /** Logs of pods; without it there is no `logs` subscription. */
  readonly pods?: Pick<PodAccess, 'logs' | 'exec'>;
  readonly settings: ServerSettings;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Where the metrics of other parts are; served with those of the server. */
  readonly registry?: Registry;
  /** Where the audit log is kept for good; in memory only when left out. */
  readonly audit?: AuditSink;
}

/** A server that runs. */
export interface RunningServer {
  /** Where it is reached, without a path. */
  readonly url: string;
  /** Port that it listens on. */
  readonly port: number;
  /** Lets new handshakes get another certificate; open connections stay. Only where the server speaks TLS. */
  useCertificate(certificate: ServerTls): void;
  /** Ends subscriptions (clients connect again elsewhere), then requests, then listening. Safe to call twice. */
  close(): Promise<void>;
}

const printable = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** Starts the GraphQL server. Rejects when the address is taken. The cache and the client stay the caller's. */
export const startServer = async ({ cache, client, pods, settings, logger, clock, audit: sink = MEMORY_SINK, registry }: ServerOptions): Promise<RunningServer> => {
  const live = createLive(cache, settings.limits.pendingObjectsPerSubscriberMax);
  const directory = createDirectory(cache, settings.operatorNamespace);
  const audit = openAuditLog(sink, logger);
  const services: Services = { cache, client, pods, settings, live, directory, audit, logger, clock };
  const bare = await buildApiSchema();
  const schema = auditFields(applyRules(bare, permissionRules(bare), (field, args, context) => { context.standing = standingOf(field, args, context); }));
  // Each change is mapped when it arrives, which is what `observedAt` says; whoever asks later finds it done.
  const stopMapping = cache.onChange(POSTGRES_CLUSTER, ({ object }) => { toCluster(object, services); });
  const others = [...(settings.oidc === undefined ? [] : [createJwtAuthenticator(settings.oidc, { directory, clock })]), createServiceAccountAuthenticator({ client, directory, clock })];
  const authenticate = createAuthenticate({ directory, clock, others, isSynced: () => cache.synced, backOff: createBackOff(clock, settings.limits.authenticationFailuresFreeMax), onUse: createLastUsed({ directory, client, namespace: settings.operatorNamespace, clock, logger }), onFailure: auditFailure(audit, clock) });
  const metrics = createMetrics(registry);
  const budget = createRequestBudget(settings.limits, clock);
  const apollo = createApollo(schema, services, metrics);
  await apollo.start();
  const app = createApp(services);
  serveHealth(app, services, metrics);
  serveExplorer(app);
  serveGraphql(app, { apollo, authenticate, services, budget });
  serveRest(app, { schema, apollo, services, enter: createEnter({ authenticate, services, budget }) });
  const closeSockets = serveWebSocket(app.server, GRAPHQL_PATH, { schema, authenticate, services, metrics, budget });
  const close = async (): Promise<void> => {
    await closeSockets();
    stopMapping();
    live.close();
    directory.close();
    await app.close();
    await apollo.stop();
    metrics.registry.clear();
  };
  try {
    await app.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    await close();
    throw error;
  }
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : settings.port;
  let closing: Promise<void> | undefined;
  return {
    url: `${settings.tls === undefined ? 'http' : 'https'}://${printable(settings.host)}:${port}`,
    port,
    useCertificate: (certificate) => { (app.server as unknown as TlsServer).setSecureContext(secureContextOf(certificate)); },
    close: () => closing ??= close(),
  };
};
