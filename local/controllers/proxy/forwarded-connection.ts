import { connect, type Socket, type TcpNetConnectOpts } from 'node:net';
import type { ProxyTarget } from './proxy-table.js';

/** Bytes that each side of a connection buffers in a direction before the sender is held back. */
export const BUFFER_BYTES = 64 * 1024;
const CONNECT_TIMEOUT_MS = 3_000;
/** Idle connections are checked this often, so that those of vanished peers end. */
const KEEP_ALIVE_MS = 60_000;

/** What a connection asks of the listener that accepted it. */
export interface ConnectionSource {
  /** A target that was not tried yet, undefined when there is none. */
  readonly next: (tried: ReadonlySet<ProxyTarget>) => ProxyTarget | undefined;
  /** Asked when nothing was there to try: `dial` is called again when that changes, or `cut` when it took too long. */
  readonly wait: () => void;
  /** Called once, when both sides have ended. */
  readonly ended: () => void;
}

/**
 * One client's connection through a service: dialing (a target is tried after the other), waiting (for a target), or
 * piped. What one side ends is ended on the other side (half-close); what breaks on one side is reset on the other.
 */
export class ForwardedConnection {
  /** The target that is dialed or piped to. */
  target: ProxyTarget | undefined;
  private backend: Socket | undefined;
  private readonly tried = new Set<ProxyTarget>();

  constructor(
    private readonly client: Socket,
    private readonly source: ConnectionSource,
  ) {
    client.setKeepAlive(true, KEEP_ALIVE_MS);
    client.on('error', () => this.cut());
    client.on('close', () => this.closed());
  }

  dial(): void {
    this.target = this.source.next(this.tried);
    if (!this.target) {
      if (this.tried.size === 0) this.source.wait();
      else this.cut();
      return;
    }
    this.tried.add(this.target);
    const { address: host, port } = this.target;
    const options: TcpNetConnectOpts & { highWaterMark: number } = { host, port, allowHalfOpen: true, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS, highWaterMark: BUFFER_BYTES };
    const backend = connect(options);
    this.backend = backend;
    const timer = setTimeout(() => backend.destroy(new Error('the endpoint did not answer in time')), CONNECT_TIMEOUT_MS);
    const failed = (): void => {
      clearTimeout(timer);
      this.backend = undefined;
      this.dial();
    };
    backend.once('error', failed);
    backend.once('connect', () => {
      clearTimeout(timer);
      backend.off('error', failed);
      this.pipe(backend);
    });
  }

  /** Ends both sides at once with a reset, so that neither takes it for an orderly end. */
  cut(): void {
    const { backend } = this;
    this.backend = undefined;
    if (backend) {
      backend.removeAllListeners('error');
      backend.on('error', () => undefined);
      if (backend.connecting) backend.destroy();
      else backend.resetAndDestroy();
    }
    if (!this.client.destroyed) this.client.resetAndDestroy();
  }

  private pipe(backend: Socket): void {
    backend.on('error', () => this.cut());
    backend.on('close', () => this.closed());
    this.client.pipe(backend);
    backend.pipe(this.client);
  }

  /** A side that closed without having said so to the end leaves nothing to do for the other. */
  private closed(): void {
    const { client, backend } = this;
    const clientGone = client.destroyed;
    const backendGone = backend === undefined || backend.destroyed;
    if (clientGone && !backendGone && !client.readableEnded) this.cut();
    if (!clientGone && backendGone && backend && !backend.readableEnded) this.cut();
    if (clientGone && (backendGone || this.backend === undefined)) this.source.ended();
  }
}
