import { pipeline } from 'node:stream/promises';
import type { SpdyConnection, SpdyStream } from 'spdy-transport';
import type { ExecSession } from '../../node-access.js';
import type { ExecStreams } from './exec-bridge.js';
import { execFailure, execOutcome, resizeSession } from './exec-outcome.js';

/** Protocol of exec on a SPDY connection. */
export const EXEC_STREAMS_PROTOCOLS: readonly string[] = ['v4.channel.k8s.io'];

const OK = 200;
/** A client that has not opened its streams by then is not waited for. */
const STREAMS_TIMEOUT_MS = 30_000;
/** A resize message is a few dozen bytes of JSON. */
const RESIZE_LIMIT_BYTES = 4096;

type StreamType = 'error' | 'stdin' | 'stdout' | 'stderr' | 'resize';
type Streams = Partial<Record<StreamType, SpdyStream>>;

/** Joins a command with a client that opens one stream for each of error, stdin, stdout, stderr and resize. */
export async function bridgeExecStreams(connection: SpdyConnection, start: () => Promise<ExecSession>, wanted: ExecStreams & { readonly tty: boolean }): Promise<void> {
  const names: StreamType[] = ['error', ...(['stdin', 'stdout', 'stderr'] as const).filter((name) => wanted[name]), ...(wanted.tty ? (['resize'] as const) : [])];
  const streams = await opened(connection, names);
  try {
    const session = await start();
    connection.on('close', () => session.kill());
    if (session.stdin && streams.stdin) pipeline(streams.stdin, session.stdin).catch(() => undefined);
    streams.resize?.on('data', (data: Buffer) => data.length <= RESIZE_LIMIT_BYTES && resizeSession(session, data));
    const outputs = [output(session.stdout, streams.stdout), session.stderr && output(session.stderr, streams.stderr)];
    streams.error?.end(JSON.stringify(await execOutcome(session, outputs)));
  } catch (error) {
    streams.error?.end(JSON.stringify(execFailure(error)));
    streams.stdout?.end();
    streams.stderr?.end();
  }
}

async function output(source: NodeJS.ReadableStream, target: SpdyStream | undefined): Promise<void> {
  if (target) await pipeline(source, target).catch(() => undefined);
  else source.resume();
}

function opened(connection: SpdyConnection, names: readonly StreamType[]): Promise<Streams> {
  const streams: Streams = {};
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the client did not open the streams ${names.join(', ')} within ${STREAMS_TIMEOUT_MS} ms`)), STREAMS_TIMEOUT_MS);
    connection.on('close', () => {
      clearTimeout(timer);
      reject(new Error('the client left before it had opened its streams'));
    });
    connection.on('stream', (stream) => {
      stream.on('error', () => stream.destroy());
      stream.respond(OK, {});
      streams[stream.headers['streamtype'] as StreamType] = stream;
      if (!names.every((name) => streams[name])) return;
      clearTimeout(timer);
      resolve(streams);
    });
  });
}
