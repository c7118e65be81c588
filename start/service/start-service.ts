import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import type { Logger } from 'pino';
import { CACHED_KINDS } from '../../kube/cache/cached-kinds.js';
import { startKubeCache } from '../../kube/cache/start-kube-cache.js';
import { connectKube } from '../../kube/client/connect-kube.js';
import { KubeAccessError } from '../../kube/client/kube-access.js';
import { loadKubeconfig } from '../../kube/client/load-kube-access.js';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { systemClock } from '../../kube/clock.js';
import { KubeError } from '../../kube/kube-error.js';
import { startOperator } from '../../operator/start-operator.js';
import { ensureBootstrapToken } from '../../server/auth/bootstrap-token.js';
import { startServer } from '../../server/start-server.js';
import { LIMITS_DEFAULT } from '../../server/settings.js';
import { writePrivateFile } from '../access/cli-context.js';
import type { InstalledPostgres } from '../preflight/postgres-catalogue.js';
import { StartError } from '../start-error.js';
import { applyDefinitions } from './apply-definitions.js';
import { ensureNamespace } from './ensure-namespace.js';

/** What the service is made of. */
export interface ServiceSettings {
  /** File that says which Kubernetes to work on. */
  readonly kubeconfig: string;
  readonly host: string;
  readonly port: number;
  readonly tls: { readonly key: string; readonly cert: string } | undefined;
  /** Namespace of the service's own objects. */
  readonly namespace: string;
  /** Where the token of the administrator is kept. */
  readonly tokenFile: string;
  readonly version: string;
  /** Whether the Kubernetes is the local one. */
  readonly local: boolean;
  readonly catalogue: readonly InstalledPostgres[];
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
    throw asStartError(error, settings.kubeconfig);
  }
}

async function startParts(settings: ServiceSettings, stops: Stop[]): Promise<string> {
  const { logger, namespace, catalogue } = settings;
  const connection = connectKube(await loadKubeconfig(settings.kubeconfig, systemClock));
  stops.unshift(() => connection.close());
  await Promise.all([applyDefinitions(connection), ensureNamespace(connection, namespace)]);
  const cache = startKubeCache({ watcher: connection, kinds: CACHED_KINDS, logger: logger.child({ part: 'cache' }) });
  stops.unshift(() => cache.stop());
  const operator = startOperator({
    client: connection, cache, namespace, catalogue, identity: identityOf(settings),
    serviceAddressing: settings.local ? 'address' : 'name', logger: logger.child({ part: 'operator' }),
  });
  stops.unshift(() => operator.stop());
  await keepToken(connection, settings);
  const server = await startServer({
    client: connection, cache, logger: logger.child({ part: 'server' }), clock: systemClock,
    settings: {
      host: settings.host, port: settings.port, ...(settings.tls ? { tls: settings.tls } : {}), version: settings.version, operatorNamespace: namespace,
      catalog: Object.fromEntries(catalogue.map(({ version, image }) => [String(version), { image }])),
      isReady: () => operator.isLeaderKnown, limits: LIMITS_DEFAULT,
    },
  });
  stops.unshift(() => server.close());
  await cache.whenSynced();
  return server.url;
}

/** The administrator's token: the one in the file stays, otherwise a new one is written, readable by its owner only. */
async function keepToken(connection: KubeConnection, { namespace, tokenFile }: ServiceSettings): Promise<void> {
  const current = existsSync(tokenFile) ? readFileSync(tokenFile, 'utf8').trim() : undefined;
  const token = await ensureBootstrapToken({ client: connection, namespace, current });
  if (token !== current) writePrivateFile(tokenFile, `${token}\n`);
}

/** On a data directory only one process can run: its successor is the same to the election, and need not wait for the lease to end. */
function identityOf({ local }: ServiceSettings): string {
  return local ? `${os.hostname()}-local` : `${os.hostname()}-${randomUUID()}`;
}

function asStartError(error: unknown, kubeconfig: string): unknown {
  if (error instanceof KubeAccessError) return new StartError(`${error.message}.`, { cause: error });
  if (error instanceof KubeError) return new StartError(`The Kubernetes of ${kubeconfig} refuses or does not answer: ${error.message}`, { cause: error });
  return error;
}
