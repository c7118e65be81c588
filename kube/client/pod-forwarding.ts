import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { pipeline } from 'node:stream';
import type { Key } from '../kube-object.js';
import type { PodAccess } from './kube-connection.js';

/** What forwarding works with. */
export interface PodForwardingOptions {
  readonly pods: Pick<PodAccess, 'forward'>;
  /** The pod with an address; undefined when none has it. */
  readonly podAt: (address: string) => Key | undefined;
}

interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** Ports that are forwarded at the same time; the one not used for longest is closed for a new one. */
const FORWARDED_PORTS_MAX = 256;
const LOOPBACK = '127.0.0.1';

/**
 * Makes ports of pods reachable from outside of their network: each has a port on loopback here, and each connection to
 * it is one through the API server.
 */
export class PodForwarding {
  /** In order of use, the latest last. */
  readonly #servers = new Map<string, Promise<Server>>();
  #closed = false;

  constructor(private readonly options: PodForwardingOptions) {}

  /** Where to connect to for a port of a pod. An address that is no pod's is answered as it is. */
  async reach(endpoint: Endpoint): Promise<Endpoint> {
    if (this.#closed || this.options.podAt(endpoint.host) === undefined) return endpoint;
    const name = `${endpoint.host} ${endpoint.port}`;
    const server = this.#servers.get(name) ?? this.#listen(endpoint);
    this.#servers.delete(name);
    this.#servers.set(name, server);
    this.#closeOldest();
    return { host: LOOPBACK, port: ((await server).address() as AddressInfo).port };
  }

  /** Stops listening; connections under way end by themselves. */
  close(): void {
    this.#closed = true;
    for (const server of this.#servers.values()) end(server);
    this.#servers.clear();
  }

  #closeOldest(): void {
    for (const [name, server] of this.#servers) {
      if (this.#servers.size <= FORWARDED_PORTS_MAX) return;
      this.#servers.delete(name);
      end(server);
    }
  }

  async #listen({ host, port }: Endpoint): Promise<Server> {
    const server = createServer((socket) => void this.#bridge(socket, host, port)).listen(0, LOOPBACK);
    await once(server, 'listening');
    return server;
  }

  async #bridge(socket: Socket, host: string, port: number): Promise<void> {
    socket.on('error', () => {});
    try {
      const pod = this.options.podAt(host);
      if (pod === undefined) throw new Error(`no pod has the address ${host}`);
      const stream = await this.options.pods.forward(pod, port);
      pipeline(socket, stream, () => socket.destroy());
      pipeline(stream, socket, () => stream.destroy());
    } catch {
      // Whoever connects sees the connection end, and says what he could not do.
      socket.destroy();
    }
  }
}

const end = (server: Promise<Server>): void => void server.then((listening) => listening.close(), () => {});
