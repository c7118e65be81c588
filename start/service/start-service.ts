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
