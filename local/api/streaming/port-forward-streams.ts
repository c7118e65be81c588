import { pipeline } from 'node:stream';
import type { SpdyConnection, SpdyStream } from 'spdy-transport';
import type { Connect } from './port-forward-channels.js';

/** Port-forward as kubectl speaks it since 1.31: SPDY/3.1 frames inside of WebSocket messages. */
export const PORT_FORWARD_TUNNEL_PROTOCOL = 'SPDY/3.1+portforward.k8s.io';
/** Port-forward on a SPDY connection. */
export const PORT_FORWARD_STREAMS_PROTOCOL = 'portforward.k8s.io';

const OK = 200;
/** Connections that are open at a time; each has two streams. */
const PAIRS_MAX = 256;

interface Pair {
  data?: SpdyStream;
  error?: SpdyStream;
}

/** For each connection the client opens two streams with one request id: `error`, then `data`. */
export function bridgePortForwardStreams(connection: SpdyConnection, connect: Connect): void {
  const pairs = new Map<string, Pair>();
  connection.on('stream', (stream) => {
    stream.on('error', () => stream.destroy());
    const id = stream.headers['requestid'] ?? '';
    const pair = pairs.get(id) ?? {};
    if (!pairs.has(id) && pairs.size >= PAIRS_MAX) {
      stream.destroy();
      return;
    }
    pairs.set(id, pair);
    stream.respond(OK, {});
    if (stream.headers['streamtype'] === 'error') pair.error = stream;
    else pair.data = stream;
    if (pair.data && pair.error) void forward(pair.data, pair.error, connect).finally(() => pairs.delete(id));
  });
}

async function forward(data: SpdyStream, error: SpdyStream, connect: Connect): Promise<void> {
  const port = Number(data.headers['port']);
  try {
    const connection = await connect(port);
    error.end();
    await new Promise<void>((resolve) => {
      pipeline(data, connection, () => undefined);
      pipeline(connection, data, () => resolve());
    });
  } catch (reason) {
    error.end(reason instanceof Error ? reason.message : String(reason));
    data.end();
  }
}
