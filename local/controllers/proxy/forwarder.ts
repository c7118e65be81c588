import { createServer, type Server, type Socket } from 'node:net';
import { BUFFER_BYTES, ForwardedConnection } from './forwarded-connection.js';
import type { ProxyPort, ProxyService, ProxyTarget } from './proxy-table.js';

/** Connections at one time, over all services; one more is refused. */
const CONNECTIONS_MAX = 4096;
/** How long a new connection waits for a ready endpoint, as during a failover, before it is refused. */
const ENDPOINT_WAIT_MS = 5_000;
const LISTEN_RETRY_FIRST_MS = 20;
const LISTEN_RETRY_CAP_MS = 2_000;
const BACKLOG = 511;

/** Limits of the forwarder and whom it tells. */
export interface ForwarderOptions {
  /** A port that cannot be listened on; it is tried again until it can or is not wanted any more. */
  readonly problem: (port: ProxyPort, error: Error) => void;
  /** Default `ENDPOINT_WAIT_MS`. */
  readonly endpointWaitMs?: number;
  /** Default `CONNECTIONS_MAX`. */
  readonly connectionsMax?: number;
}

/** Listens on the addresses of services and forwards connections to their endpoints in turn. */
export class Forwarder {
  private readonly services = new Map<string, Map<string, Listener>>();
  private readonly budget: Budget;

  constructor(private readonly options: ForwarderOptions) {
    this.budget = { open: 0, max: options.connectionsMax ?? CONNECTIONS_MAX };
  }

  /** Connections that are open now, waiting ones too. */
  get openConnections(): number {
    return this.budget.open;
  }

  /** Takes over what a service is now. Connections to an endpoint that it lost are cut, so that clients connect anew. */
  set({ key, ports }: ProxyService): void {
    const before = this.services.get(key) ?? new Map<string, Listener>();
    const after = new Map<string, Listener>();
    for (const port of ports) {
      const name = `${port.address}:${port.port}`;
      const listener = before.get(name) ?? new Listener(port, this.options, this.budget);
      before.delete(name);
      after.set(name, listener);
      listener.setTargets(port.targets);
    }
    for (const listener of before.values()) listener.close();
    if (after.size > 0) this.services.set(key, after);
    else this.services.delete(key);
  }

  close(): void {
    for (const key of [...this.services.keys()]) this.set({ key, ports: [] });
  }
}

/** How many connections are open and may be. */
interface Budget {
  open: number;
  readonly max: number;
}

/** One address and port of a service. */
class Listener {
  private readonly server: Server;
  private readonly connections = new Set<ForwardedConnection>();
  private readonly waiting = new Map<ForwardedConnection, NodeJS.Timeout>();
  private targets: readonly ProxyTarget[] = [];
  private turn = 0;
  private listenFailures = 0;
  private retry: NodeJS.Timeout | undefined;

  constructor(
    private readonly port: ProxyPort,
    private readonly options: ForwarderOptions,
    private readonly budget: Budget,
  ) {
    this.server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true, keepAlive: true, highWaterMark: BUFFER_BYTES }, (client) => this.accept(client));
    this.server.on('listening', () => (this.listenFailures = 0));
    this.server.on('error', (error) => this.listenAgain(error));
    this.listen();
  }

  setTargets(targets: readonly ProxyTarget[]): void {
    this.targets = targets;
    const kept = new Set(targets.map(nameOf));
    for (const connection of this.connections) if (connection.target && !kept.has(nameOf(connection.target))) connection.cut();
    if (!targets.some(({ ready }) => ready)) return;
    for (const [connection, timer] of this.waiting) {
      clearTimeout(timer);
      this.waiting.delete(connection);
      connection.dial();
    }
  }

  close(): void {
    clearTimeout(this.retry);
    this.retry = undefined;
    this.server.removeAllListeners('error');
    this.server.on('error', () => undefined);
    this.server.close();
    for (const connection of this.connections) connection.cut();
  }

  private listen(): void {
    this.server.listen({ host: this.port.address, port: this.port.port, backlog: BACKLOG, exclusive: true });
  }

  /** The address may still be held by the process that forwarded before this one. */
  private listenAgain(error: Error): void {
    if (this.listenFailures === 0 || this.listenFailures === 10) this.options.problem(this.port, error);
    const delayMs = Math.min(LISTEN_RETRY_CAP_MS, LISTEN_RETRY_FIRST_MS * 2 ** this.listenFailures);
    this.listenFailures += 1;
    this.retry = setTimeout(() => this.listen(), delayMs);
  }

  private accept(client: Socket): void {
    if (this.budget.open >= this.budget.max) {
      client.resetAndDestroy();
      return;
    }
    this.budget.open += 1;
    const connection = new ForwardedConnection(client, {
      next: (tried) => this.next(tried),
      wait: () => this.wait(connection),
      ended: () => this.forget(connection),
    });
    this.connections.add(connection);
    connection.dial();
  }

  /** The next ready target in turn that was not tried yet. */
  private next(tried: ReadonlySet<ProxyTarget>): ProxyTarget | undefined {
    const ready = this.targets.filter((target) => target.ready && !tried.has(target));
    this.turn += 1;
    return ready[this.turn % Math.max(1, ready.length)];
  }

  private wait(connection: ForwardedConnection): void {
    const timer = setTimeout(() => connection.cut(), this.options.endpointWaitMs ?? ENDPOINT_WAIT_MS);
    this.waiting.set(connection, timer);
  }

  private forget(connection: ForwardedConnection): void {
    if (!this.connections.delete(connection)) return;
    this.budget.open -= 1;
    clearTimeout(this.waiting.get(connection));
    this.waiting.delete(connection);
  }
}

function nameOf({ address, port }: ProxyTarget): string {
  return `${address}:${port}`;
}
