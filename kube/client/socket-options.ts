import { Agent } from 'node:https';
import { createSecureContext } from 'node:tls';
import type { ClientOptions } from 'ws';
import type { KubeAccess } from './kube-access.js';

/** Reading the CA and the key costs more than a short command: they are read once, and the sessions of TLS are kept. */
const agents = new WeakMap<KubeAccess, Agent>();

const agentOf = (access: KubeAccess): Agent => {
  const known = agents.get(access);
  if (known !== undefined) return known;
  const { ca, cert, key } = access;
  // A WebSocket keeps its connection for itself.
  const agent = new Agent({ keepAlive: false, secureContext: createSecureContext({ ca, cert, key }) });
  agents.set(access, agent);
  return agent;
};

/** How a WebSocket to the API server is opened. */
export const socketOptions = async (access: KubeAccess): Promise<ClientOptions> => ({
  ...(access.server.startsWith('https:') ? { agent: agentOf(access) } : {}),
  rejectUnauthorized: access.skipTlsVerify !== true,
  ...(access.tlsServerName === undefined ? {} : { servername: access.tlsServerName }),
  headers: await access.headers(),
});
