import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Logger } from 'pino';
import type { ApiAccess } from '../api-access.js';
import type { NodeAccess } from '../node-access.js';
import type { TokenRequest } from '../node/node-settings.js';
import { createAccess } from './access.js';
import { createAuthorizer } from './auth/authorize-request.js';
import { createAuthenticator } from './auth/request-identity.js';
import { guardRoles } from './auth/escalation.js';
import { roleReader } from './auth/role-reader.js';
import { ServiceAccountTokens } from './auth/service-account-tokens.js';
import { kubeconfigText } from './certificates/kubeconfig.js';
import { ensureServerIdentity } from './certificates/server-identity.js';
import type { ApiCore } from './core.js';
import { createApiServer, MAXIMUM_REQUESTS_IN_FLIGHT } from './http/api-server.js';
import { createDispatcher } from './http/dispatch.js';
import { createOtherPaths } from './http/other-paths.js';
import { createSpecialPaths } from './http/special-paths.js';
import { createStreams } from './http/streams.js';
import { createBootstrapObjects } from './lifecycle/bootstrap.js';
import { startCustomDefinitions } from './lifecycle/custom-definitions.js';
import { startGarbageCollector } from './lifecycle/garbage-collector.js';
import { issueBoundToken } from './auth/issue-token.js';
import { Registry } from './registry/registry.js';
import { Disk } from './store/disk.js';
import { ObjectStore } from './store/object-store.js';
import { writePrivateFile } from './write-private-file.js';
import { WatchSet } from './http/watch-set.js';

/** A timer fires at most this far ahead (milliseconds). */
const LONGEST_TIMER_MS = 24 * 60 * 60 * 1000;

/** How the API is started. */
export interface ApiSettings {
  /** Everything the API keeps is in `<dataDir>/api`. */
  readonly dataDir: string;
  /** The B of the address block 127.B.0.0/16. */
  readonly addressBlock: number;
  /** Default 127.B.0.1. */
  readonly host?: string;
  /** Default 6443; 0 takes a free port. */
  readonly port?: number;
  /** Requests in work at a time, watches and streams not counted; more are refused with 429. Default 400. */
  readonly maximumRequestsInFlight?: number;
  /** Where the administrator's kubeconfig is written. */
  readonly kubeconfig: string;
  readonly logger: Logger;
  /** Milliseconds since the epoch; default Date.now. */
  readonly clock?: () => number;
  /** Called when the store cannot be written any more; the process must end. */
  readonly onBroken: (error: unknown) => void;
}

/** A running API server. */
export interface RunningApi {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** The certificate of the authority that signed the server's certificate, as PEM. */
  readonly caCertificate: string;
  readonly adminToken: string;
  /** The same API, in the process. */
  readonly access: ApiAccess;
  /** In the name of another part of the process, for field ownership. */
  accessFor(manager: string): ApiAccess;
  /** Issues a token of a service account that is bound to a pod. */
  issueToken(request: TokenRequest): Promise<{ readonly token: string; readonly expiresAtMs: number }>;
  /** Bridges logs, exec and port-forward to the node agent. */
  attachNode(node: NodeAccess): void;
  /** Ends watches and connections, and closes the store. */
  stop(): Promise<void>;
}

/** Opens the store, serves the API and writes the kubeconfig. Rejects when the address is taken or the store cannot be opened. */
export async function startApi(settings: ApiSettings): Promise<RunningApi> {
  const { logger, clock = Date.now, addressBlock } = settings;
  const host = settings.host ?? `127.${addressBlock}.0.1`;
  const directory = path.join(settings.dataDir, 'api');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const identity = await ensureServerIdentity(path.join(directory, 'identity'), host, clock());
  const store = new ObjectStore({ disk: Disk.open(path.join(directory, 'store'), settings.onBroken), onBroken: settings.onBroken });
  const core: ApiCore = { store, registry: new Registry(), clock, newUid: randomUUID, addressBlock, logger, guard: (write) => guardRoles(roles, write) };
  const access = createAccess(core, 'kube-controller-manager');
  const tokens = new ServiceAccountTokens(identity.tokenKey, clock);
  const roles = roleReader(access);
  const watches = new WatchSet();
  const node: { current: NodeAccess | undefined } = { current: undefined };
  const parts = {
    authenticate: createAuthenticator({ adminToken: identity.adminToken, tokens, access }),
    authorize: createAuthorizer(roles),
    other: createOtherPaths(core, `${host}:${settings.port ?? 6443}`),
    special: createSpecialPaths(core, { access, tokens, roles, node: () => node.current }),
    stream: createStreams(core, () => node.current),
    onWatch: watches.add,
  };
  const server = createApiServer(createDispatcher(core, parts), { serving: identity.serving, authority: identity.authority.certificate, maximumRequestsInFlight: settings.maximumRequestsInFlight ?? MAXIMUM_REQUESTS_IN_FLIGHT });
  const definitions = startCustomDefinitions(core, access);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port ?? 6443, host, () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  const url = `https://${host}:${port}`;
  const bootstrap = await createBootstrapObjects(core, access, { authority: identity.authority.certificate, host, port });
  const collector = startGarbageCollector(core, access);
  writePrivateFile(settings.kubeconfig, kubeconfigText({ server: url, authority: identity.authority.certificate, token: identity.adminToken }));
  const renewal = keepCertificate({ directory: path.join(directory, 'identity'), host, clock, renewAt: identity.renewAt, apply: (serving) => server.setSecureContext({ cert: serving.certificate, key: serving.key, ca: identity.authority.certificate }) });
  return {
    url, host, port, access,
    caCertificate: identity.authority.certificate,
    adminToken: identity.adminToken,
    accessFor: (manager) => createAccess(core, manager),
    issueToken: (request) => issueBoundToken({ access, tokens }, request),
    attachNode: (attached) => {
      node.current = attached;
    },
    stop: async () => {
      renewal.stop();
      collector.stop();
      bootstrap.stop();
      definitions.stop();
      watches.endAll();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await store.close();
    },
  };
}

interface Renewal {
  readonly directory: string;
  readonly host: string;
  readonly clock: () => number;
  readonly renewAt: number;
  readonly apply: (serving: { certificate: string; key: string }) => void;
}

/** Makes the serving certificate anew before it ends; open connections go on. */
function keepCertificate({ directory, host, clock, renewAt, apply }: Renewal): { stop(): void } {
  let timer: NodeJS.Timeout;
  const wait = (until: number): void => {
    timer = setTimeout(() => void visit(until), Math.min(Math.max(until - clock(), 0), LONGEST_TIMER_MS));
    timer.unref();
  };
  const visit = async (until: number): Promise<void> => {
    if (clock() < until) return wait(until);
    const { serving, renewAt: next } = await ensureServerIdentity(directory, host, clock());
    apply(serving);
    wait(next);
  };
  wait(renewAt);
  return { stop: () => clearTimeout(timer) };
}
