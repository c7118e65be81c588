/**
 * Connections to ports of pods over the WebSocket protocol `v4.channel.k8s.io`: one connection a WebSocket, channel 0
 * for data, channel 1 for what went wrong. The first message of each channel repeats the port.
 */
import { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { POD } from '../core-kinds.js';
import { KubeError } from '../kube-error.js';
import type { Key } from '../kube-object.js';
import type { KubeAccess } from './kube-access.js';
import { keyPath } from './object-path.js';
import { socketOptions } from './socket-options.js';

const PROTOCOL = 'v4.channel.k8s.io';
const DATA = 0;
const PROBLEM = 1;
const HANDSHAKE_TIMEOUT_MS = 5_000;
/** Bytes that wait in the WebSocket before the writer has to. */
const BUFFERED_BYTES_MAX = 1024 * 1024;

/** Opens a connection to a port of a pod; see `PodAccess.forward`. */
export const forwardToPod = async (access: KubeAccess, pod: Key, port: number): Promise<Duplex> => {
  const url = `${access.server.replace(/^http/, 'ws')}${keyPath(POD, pod, 'portforward')}?ports=${port}`;
  const socket = new WebSocket(url, PROTOCOL, { ...await socketOptions(access), handshakeTimeout: HANDSHAKE_TIMEOUT_MS });
  // Attached before anything can arrive: the first messages come with the answer to the handshake.
  const stream = new ForwardedStream(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', (error) => reject(new KubeError(0, 'ForwardFailed', `port ${port} of ${pod.name} was not reached: ${error.message}`, { cause: error })));
  });
  return stream;
};

class ForwardedStream extends Duplex {
  /** Messages of each channel so far, up to the first. */
  readonly #announced = new Set<number>();

  constructor(private readonly socket: WebSocket) {
    super();
    socket.on('message', (message: Buffer) => this.#receive(message));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => {
      this.push(null);
      this.end();
    });
  }

  #receive(message: Buffer): void {
    const channel = message[0] ?? DATA;
    if (!this.#announced.has(channel)) {
      this.#announced.add(channel);
      return;
    }
    const body = message.subarray(1);
    if (channel === PROBLEM) this.destroy(new Error(`the pod was not reached: ${body.toString('utf8').trim()}`));
    else if (channel === DATA && !this.push(body)) this.socket.pause();
  }

  override _read(): void {
    if (this.socket.isPaused) this.socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const sent = (error?: Error | null): void => done(error);
    const message = Buffer.concat([Buffer.from([DATA]), chunk]);
    if (this.socket.bufferedAmount > BUFFERED_BYTES_MAX) this.socket.send(message, sent);
    else {
      this.socket.send(message, (error) => { if (error) this.destroy(error); });
      sent();
    }
  }

  override _final(done: () => void): void {
    this.socket.close();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.socket.terminate();
    done(error);
  }
}
