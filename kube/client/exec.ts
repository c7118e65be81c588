/** Commands in containers over the WebSocket protocol `v5.channel.k8s.io`: the first byte of each message names the channel. */
import { WebSocket } from 'ws';
import { KubeError } from '../kube-error.js';
import type { Key } from '../kube-object.js';
import { POD } from '../core-kinds.js';
import type { KubeAccess } from './kube-access.js';
import type { ExecOptions, ExecResult } from './kube-connection.js';
import { keyPath } from './object-path.js';
import { socketOptions } from './socket-options.js';

/** Output that is kept of each of stdout and stderr, in bytes; the rest is dropped. */
const OUTPUT_BYTES_MAX = 4 * 1024 * 1024;
const CHANNEL = { stdin: 0, stdout: 1, stderr: 2, status: 3, close: 255 } as const;
const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

/** Collects output up to a bound. */
class Output {
  readonly #parts: Buffer[] = [];
  #length = 0;
  truncated = false;

  add(part: Buffer): void {
    const room = OUTPUT_BYTES_MAX - this.#length;
    this.truncated ||= part.length > room;
    if (room > 0) this.#parts.push(part.subarray(0, room));
    this.#length += part.length;
  }

  text(): string {
    return Buffer.concat(this.#parts).toString('utf8');
  }
}

interface ExecStatus {
  readonly status?: string;
  readonly message?: string;
  readonly reason?: string;
  readonly details?: { readonly causes?: readonly { reason?: string; message?: string }[] };
}

/** Exit code in the status that ends a command. Throws when the command could not be run at all. */
export const exitCodeOf = (text: string): number => {
  const status = JSON.parse(text) as ExecStatus;
  if (status.status === 'Success') return 0;
  const code = status.details?.causes?.find(({ reason }) => reason === 'ExitCode')?.message;
  if (code === undefined) throw new KubeError(500, status.reason ?? 'Unknown', status.message ?? 'the command could not be run');
  return Number(code);
};

const execUrl = (server: string, pod: Key, options: ExecOptions): string => {
  const query = new URLSearchParams({ container: options.container, stdout: 'true', stderr: 'true' });
  if (options.input !== undefined) query.set('stdin', 'true');
  for (const word of options.command) query.append('command', word);
  return `${server.replace(/^http/, 'ws')}${keyPath(POD, pod, 'exec')}?${query.toString()}`;
};

/** Runs a command in a container; see `PodAccess.exec`. */
export const execInPod = async (access: KubeAccess, pod: Key, options: ExecOptions): Promise<ExecResult> => {
  const socket = new WebSocket(execUrl(access.server, pod, options), PROTOCOLS, { ...await socketOptions(access), handshakeTimeout: options.timeoutMs });
  try {
    return await converse(socket, options);
  } finally {
    socket.terminate();
  }
};

const converse = (socket: WebSocket, options: ExecOptions): Promise<ExecResult> =>
  new Promise((resolve, reject) => {
    const stdout = new Output();
    const stderr = new Output();
    const fail = (message: string, cause?: unknown): void => reject(new KubeError(0, 'ExecFailed', message, { cause }));
    const timer = setTimeout(() => fail(`the command took longer than ${options.timeoutMs} ms`), options.timeoutMs);
    socket.on('open', () => {
      if (options.input === undefined) return;
      socket.send(Buffer.concat([Buffer.from([CHANNEL.stdin]), Buffer.from(options.input)]));
      socket.send(Buffer.from([CHANNEL.close, CHANNEL.stdin]));
    });
    socket.on('message', (data: Buffer) => {
      const body = data.subarray(1);
      if (data[0] === CHANNEL.stdout) stdout.add(body);
      else if (data[0] === CHANNEL.stderr) stderr.add(body);
      else if (data[0] === CHANNEL.status) {
        try {
          const exitCode = exitCodeOf(body.toString('utf8'));
          resolve({ exitCode, stdout: stdout.text(), stderr: stderr.text(), truncated: stdout.truncated || stderr.truncated });
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      }
    });
    socket.on('error', (error) => fail(`the connection to the container failed: ${error.message}`, error));
    socket.on('close', () => {
      clearTimeout(timer);
      fail('the connection to the container ended before the command did'); // no effect once settled
    });
  });
