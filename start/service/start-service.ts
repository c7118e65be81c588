import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Logger } from 'pino';
import { CACHED_KINDS } from '../../kube/cache/cached-kinds.js';
import { startKubeCache } from '../../kube/cache/start-kube-cache.js';
import { connectKube } from '../../kube/client/connect-kube.js';
import { KubeAccessError, type KubeAccess } from '../../kube/client/kube-access.js';
import { loadKubeconfig, loadServiceAccount } from '../../kube/client/load-kube-access.js';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { systemClock } from '../../kube/clock.js';
import { KubeError } from '../../kube/kube-error.js';
import { setReach } from '../../operator/instance/reach.js';
import { startOperator } from '../../operator/start-operator.js';
import { ensureBootstrapToken } from '../../server/auth/bootstrap-token.js';
import { makeToken } from '../../server/auth/token.js';
import { startServer } from '../../server/start-server.js';
import { writePrivateFile } from '../access/cli-context.js';
import { introspectionOf, limitsOf, trustedDocumentsOnlyOf } from '../access/limits-settings.js';
import { keepCertificate, type CertificateSource } from '../access/keep-certificate.js';
import { ensureAuthority } from '../access/server-certificate.js';
import { createControlPlaneMetrics } from '../metrics/control-plane-metrics.js';
import { oidcOf } from '../access/oidc-settings.js';
import { openAuditSink } from '../log/audit-sink.js';
import { tracingOf } from '../trace/tracing-settings.js';
import { StartError } from '../start-error.js';
import { applyDefinitions, checkDefinitions } from './apply-definitions.js';
import { ensureNamespace } from './ensure-namespace.js';
import type { Images } from './image-catalogue-file.js';
import { withListedNamespaces } from './listed-namespaces.js';
import { shareIdentity } from './shared-identity.js';
import { findSurroundings, podReach } from './surroundings.js';

/** What the service is made of. */
export interface ServiceSettings {
  /** File that says which Kubernetes to work on; that of the pod that this process is when left out. */
  readonly kubeconfig: string | undefined;
  readonly host: string;
  readonly port: number;
  /** Where key and certificate of the server come from; read once what replicas share is in the data directory. */
  readonly tls: CertificateSource | undefined;
  /** Namespace of the service's own objects. */
  readonly namespace: string;
  /** Namespaces with clusters; all of them when empty. */
  readonly watchNamespaces: readonly string[];
  /** Where the token of the administrator and the server's authority are kept. */
  readonly dataDir: string;
  readonly version: string;
  /** The software of this machine, when the Kubernetes is the one that was started with this process. */
  readonly installed: Images | undefined;
  /** File that says which images run. */
  readonly imageCatalogue: string | undefined;
  /** Whether clusters get network policies. */
  readonly networkPolicies: boolean;
  /** Whether pods are reached through the API server even where their own addresses would do. */
  readonly forward: boolean;
  readonly logger: Logger;
  /** Ends a start that is under way. */
  readonly signal: AbortSignal;
}

/** Operator and server, running. */
export interface Service {
  /** Where clients reach the server. */
  readonly url: string;
  stop(): Promise<void>;
}

/** File of the administrator's token in the data directory. */
const TOKEN_FILE = 'admin.token';

/** How the service is stopped, part by part, in the order of the list. */
type Stop = () => Promise<unknown>;

/** Starts operator and server on a Kubernetes. What has been started is stopped again when a later part fails. */
export async function startService(settings: ServiceSettings): Promise<Service> {
  const stops: Stop[] = [];
  const stop = async (): Promise<void> => {
    for (let next = stops.shift(); next; next = stops.shift()) await next();
  };
  try {
    const url = await startParts(settings, stops);
    return { url, stop };
  } catch (error) {
    await stop();
    throw asStartError(error, settings.kubeconfig ?? 'this pod');
  }
}

async function startParts(settings: ServiceSettings, stops: Stop[]): Promise<string> {
  const { logger, namespace, watchNamespaces } = settings;
  const metrics = createControlPlaneMetrics();
  const tracing = tracingOf(process.env);
  if (tracing !== undefined) stops.unshift((await import('../trace/trace-service.js')).traceService(tracing, settings));
  const connection = connectKube(await accessOf(settings), { onAnswer: metrics.onAnswer });
  stops.unshift(() => connection.close());
  const [surroundings] = await Promise.all([findSurroundings(connection, settings), prepareKubernetes(connection, settings)]);
  const { isMachine, images: { postgres: catalogue } } = surroundings;
  const listed = watchNamespaces.length === 0 ? undefined : [...new Set([namespace, ...watchNamespaces])];
  const cache = startKubeCache({
    watcher: listed === undefined ? connection : withListedNamespaces(connection, listed),
    kinds: CACHED_KINDS, ...(listed === undefined ? {} : { namespaces: listed }), logger: logger.child({ part: 'cache' }),
  });
  stops.unshift(() => cache.stop());
  const pods = podReach(!settings.forward && (isMachine || settings.kubeconfig === undefined), connection, cache);
  setReach(pods.reach);
  stops.unshift(() => Promise.resolve(pods.close()));
  const operator = startOperator({
    client: connection, pods: connection, cache, namespace, catalogue, identity: identityOf(settings),
    serviceAddressing: isMachine ? 'address' : 'name', watchesNodes: listed === undefined, networkPolicies: settings.networkPolicies, logger: logger.child({ part: 'operator' }),
  });
  stops.unshift(() => operator.stop());
  metrics.watch(cache, () => operator.leading);
  await keepToken(connection, settings);
  const tls = await settings.tls?.(undefined);
  const audit = openAuditSink(settings.dataDir, process.env['PGO_AUDIT_LOG']);
  stops.unshift(() => Promise.resolve(audit.close()));
  const server = await startServer({
    audit,
    client: connection, pods: connection, cache, logger: logger.child({ part: 'server' }), clock: systemClock, registry: metrics.registry,
    settings: {
      host: settings.host, port: settings.port, ...(tls === undefined ? {} : { tls }), version: settings.version, operatorNamespace: namespace,
      catalog: Object.fromEntries(catalogue.map(({ version, image }) => [String(version), { image }])),
      isReady: () => operator.isLeaderKnown, isConnected: () => cache.connected, limits: limitsOf(process.env), introspection: introspectionOf(process.env), trustedDocumentsOnly: trustedDocumentsOnlyOf(process.env), ...oidcOf(process.env),
    },
  });
  stops.unshift(() => server.close());
  if (settings.tls !== undefined && tls !== undefined) {
    const stopKeeping = keepCertificate({ source: settings.tls, current: tls, use: server.useCertificate, registry: metrics.registry, logger });
    stops.unshift(() => Promise.resolve(stopKeeping()));
  }
  await cache.whenSynced();
  return server.url;
}

async function accessOf({ kubeconfig }: ServiceSettings): Promise<KubeAccess> {
  if (kubeconfig !== undefined) return loadKubeconfig(kubeconfig, systemClock);
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port = '443' } = process.env;
  if (!host) throw new StartError('--in-cluster works only in a pod: KUBERNETES_SERVICE_HOST is not set. Name a cluster with --kubeconfig FILE.');
  return loadServiceAccount(host, port, systemClock);
}

/** Makes what the service needs on Kubernetes. In a pod that was installed with the pod, and a pod may not make it. */
async function prepareKubernetes(connection: KubeConnection, settings: ServiceSettings): Promise<void> {
  if (settings.kubeconfig !== undefined) {
    await Promise.all([
      unlessForbidden(() => applyDefinitions(connection), () => checkDefinitions(connection, settings.namespace, settings.logger)),
      unlessForbidden(() => ensureNamespace(connection, settings.namespace)),
    ]);
    return;
  }
  await checkDefinitions(connection, settings.namespace, settings.logger);
  const { namespace, dataDir } = settings;
  await shareIdentity({
    client: connection, namespace, dataDir,
    make: async () => {
      await ensureAuthority(dataDir, new Date());
      writePrivateFile(path.join(dataDir, TOKEN_FILE), `${makeToken()}\n`);
    },
  });
}

/** Whoever may not do that works with what someone else has installed. */
async function unlessForbidden(work: () => Promise<void>, instead: () => Promise<void> = () => Promise.resolve()): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof KubeError) || error.code !== 403) throw error;
    await instead();
  }
}

/** The administrator's token: the one in the file stays, otherwise a new one is written, readable by its owner only. */
async function keepToken(connection: KubeConnection, { namespace, dataDir }: ServiceSettings): Promise<void> {
  const tokenFile = path.join(dataDir, TOKEN_FILE);
  const current = existsSync(tokenFile) ? readFileSync(tokenFile, 'utf8').trim() : undefined;
  const token = await ensureBootstrapToken({ client: connection, namespace, current });
  if (token !== current) writePrivateFile(tokenFile, `${token}\n`);
}

/** On a data directory only one process can run: its successor is the same to the election, and need not wait for the lease to end. */
function identityOf({ installed }: ServiceSettings): string {
  return installed !== undefined ? `${os.hostname()}-local` : `${os.hostname()}-${randomUUID()}`;
}

function asStartError(error: unknown, kubeconfig: string): unknown {
  if (error instanceof KubeAccessError) return new StartError(`${error.message}.`, { cause: error });
  if (error instanceof KubeError) return new StartError(`The Kubernetes of ${kubeconfig} refuses or does not answer: ${error.message}`, { cause: error });
  return error;
}
