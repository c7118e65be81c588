import { type RunningServer, startServer } from '../../server/start-server.js';
import { LIMITS_DEFAULT, type ServerLimits, type ServerTls } from '../../server/settings.js';
import type { AuditSink } from '../../server/audit/audit-log.js';
import { ensureBootstrapToken } from '../../server/auth/bootstrap-token.js';
import { NAMESPACE } from '../../kube/core-kinds.js';
import { type Clock, systemClock } from '../../kube/clock.js';
import { type Logger, silentLogger } from '../../kube/logger.js';
import { MemoryKube } from './memory-kube.js';

/** A real server over a Kubernetes in memory. */
export interface TestServer {
  readonly kube: MemoryKube;
  readonly server: RunningServer;
  readonly token: string;
  /** Sends a document with the administrator's token; other headers replace it. */
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<{ status: number; headers: Headers; body: TestAnswer }>;
}

/** An answer of the API, as a test reads it. */
export interface TestAnswer {
  readonly data?: Record<string, never> | null;
  readonly errors?: { message: string; path?: unknown[]; extensions: { code: string; suggestion: string; field?: string; permission?: string; correlationId: string } }[];
}

/** What a test server begins with in place of an empty store and a free port. */
export interface TestServerOptions {
  readonly kube?: MemoryKube;
  readonly port?: number;
  readonly logger?: Logger;
  readonly audit?: AuditSink;
  readonly introspection?: boolean;
  readonly tls?: ServerTls;
  readonly trustedDocumentsOnly?: boolean;
  readonly clock?: Clock;
}

/** Starts one with the namespace `team`. The caller closes it. */
export const startTestServer = async (limits: Partial<ServerLimits> = {}, options: TestServerOptions & { token?: string } = {}): Promise<TestServer> => {
  const { kube = new MemoryKube(), port = 0, logger = silentLogger, clock = systemClock } = options;
  kube.put(NAMESPACE, { metadata: { name: 'team' } });
  const token = await ensureBootstrapToken({ client: kube.client, namespace: 'pgo', current: options.token });
  const server = await startServer({
    ...(options.audit === undefined ? {} : { audit: options.audit }), cache: kube.cache, client: kube.client, logger, clock,
    settings: {
      host: '127.0.0.1', port, version: '0.0.0', operatorNamespace: 'pgo', catalog: { 15: {}, 17: {} }, limits: { ...LIMITS_DEFAULT, ...limits },
      ...(options.introspection === undefined ? {} : { introspection: options.introspection }), ...(options.tls === undefined ? {} : { tls: options.tls }), ...(options.trustedDocumentsOnly === undefined ? {} : { trustedDocumentsOnly: options.trustedDocumentsOnly }),
    },
  });
  return {
    kube, server, token,
    async ask(query, variables = {}, headers = {}) {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers }, body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, headers: response.headers, body: await response.json() as TestAnswer };
    },
  };
};
