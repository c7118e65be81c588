import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { Container, Handler, HttpGet } from './pod.js';

const OUTPUT_BYTES = 10 * 1024;

/** How a probe or hook went. */
export interface HandlerResult {
  readonly ok: boolean;
  readonly message: string;
}

/** The container that a probe or hook is about. */
export interface HandlerTarget {
  readonly container: Container;
  readonly address: string;
  /** Runs a command in the container; stopped when the signal fires. */
  run(command: readonly string[], signal: AbortSignal): Promise<{ readonly exitCode: number; readonly output: string }>;
}

/** Does what a probe or hook asks for, within the time. Never rejects: what goes wrong is a result that is not ok. */
export async function runHandler(handler: Handler, target: HandlerTarget, timeoutMs: number): Promise<HandlerResult> {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), timeoutMs);
  try {
    const result = await dispatch(handler, target, control.signal);
    return control.signal.aborted ? { ok: false, message: `timed out after ${timeoutMs / 1000}s` } : result;
  } catch (error) {
    const message = control.signal.aborted ? `timed out after ${timeoutMs / 1000}s` : error instanceof Error ? error.message : String(error);
    return { ok: false, message };
  } finally {
    clearTimeout(timer);
  }
}

async function dispatch(handler: Handler, target: HandlerTarget, signal: AbortSignal): Promise<HandlerResult> {
  if (handler.exec !== undefined) {
    const { exitCode, output } = await target.run(handler.exec.command ?? [], signal);
    return { ok: exitCode === 0, message: output.trim() === '' ? `command exited with ${exitCode}` : output.trim() };
  }
  if (handler.httpGet !== undefined) return getHttp(handler.httpGet, target, signal);
  if (handler.tcpSocket !== undefined) return connectTcp(handler.tcpSocket.host ?? target.address, portOf(handler.tcpSocket.port, target.container), signal);
  if (handler.sleep !== undefined) return sleep(handler.sleep.seconds * 1000, signal);
  return { ok: false, message: 'grpc probes are not supported by this node: use exec, httpGet or tcpSocket' };
}

/** A port by number, or by the name that the container gives it. @throws when no port has that name */
export function portOf(port: number | string, container: Container): number {
  const number = typeof port === 'number' ? port : (container.ports?.find(({ name }) => name === port)?.containerPort ?? Number(port));
  if (!Number.isInteger(number) || number < 1 || number > 65535) throw new Error(`container ${container.name} has no port named ${port}`);
  return number;
}

function getHttp(get: HttpGet, target: HandlerTarget, signal: AbortSignal): Promise<HandlerResult> {
  const secure = (get.scheme ?? 'HTTP').toUpperCase() === 'HTTPS';
  const headers = Object.fromEntries((get.httpHeaders ?? []).map(({ name, value }) => [name, value]));
  const options = {
    host: get.host ?? target.address, port: portOf(get.port, target.container), path: get.path ?? '/', agent: false as const, signal,
    headers: { 'User-Agent': 'kube-probe/1.36', Accept: '*/*', Connection: 'close', ...headers }, rejectUnauthorized: false,
  };
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).get(options, (response) => {
      const code = response.statusCode ?? 0;
      response.destroy();
      resolve({ ok: code >= 200 && code < 400, message: `HTTP probe failed with statuscode: ${code}` });
    });
    request.on('error', reject);
  });
}

function connectTcp(host: string, port: number, signal: AbortSignal): Promise<HandlerResult> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host, port, signal });
    socket.on('error', reject);
    socket.on('connect', () => {
      socket.destroy();
      resolve({ ok: true, message: '' });
    });
  });
}

function sleep(durationMs: number, signal: AbortSignal): Promise<HandlerResult> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ ok: true, message: '' }), durationMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve({ ok: false, message: 'cut short' });
    });
  });
}

/** Gathers the beginning of what a stream says, and lets the rest pass. */
export function collect(stream: NodeJS.ReadableStream, limitBytes = OUTPUT_BYTES): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    if (size < limitBytes) chunks.push(chunk.subarray(0, limitBytes - size));
    size += chunk.length;
  });
  stream.on('error', () => undefined);
  return () => Buffer.concat(chunks).toString('utf8');
}
