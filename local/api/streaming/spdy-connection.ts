import type { Duplex } from 'node:stream';
import spdy, { type SpdyConnection } from 'spdy-transport';
import type { UpgradeRequest } from './web-socket-upgrade.js';

const SPDY_VERSION = 3.1;

/** A SPDY connection that clients open streams on. `start` it once somebody listens for them. */
export interface AcceptedSpdy {
  readonly connection: SpdyConnection;
  readonly protocol: string;
  start(): void;
}

/** Speaks SPDY/3.1, as the server, on a stream of bytes. */
export function spdyOn(bytes: Duplex): SpdyConnection {
  const connection = spdy.connection.create(bytes, { protocol: 'spdy', isServer: true });
  completeHeaders(connection);
  return connection;
}

/** Begins to read; streams that the client opens are events from now on. */
export function startSpdy(connection: SpdyConnection): void {
  connection.start(SPDY_VERSION);
}

/** Whether a request asks for SPDY on its connection, as clients do that do not know WebSocket streams (kubectl before 1.31). */
export function asksForSpdy({ request }: UpgradeRequest): boolean {
  return request.headers.upgrade?.toLowerCase() === 'spdy/3.1';
}

/** Accepts SPDY with the first offered stream protocol that is `supported`; undefined when there is none. */
export function acceptSpdy({ request, socket, head }: UpgradeRequest, supported: readonly string[]): AcceptedSpdy | undefined {
  const offered = [request.headers['x-stream-protocol-version'] ?? []].flat().flatMap((text) => text.split(',').map((name) => name.trim()));
  const protocol = offered.find((name) => supported.includes(name));
  if (protocol === undefined) return undefined;
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\nX-Stream-Protocol-Version: ${protocol}\r\n\r\n`);
  if (head.length > 0) socket.unshift(head);
  const connection = spdyOn(socket);
  connection.on('error', () => socket.destroy());
  return { connection, protocol, start: () => startSpdy(connection) };
}

/** The library is made for HTTP over SPDY and refuses streams without a method and a path, which these do not send. */
function completeHeaders({ _spdyState: { parser } }: SpdyConnection): void {
  const parse = parser.parseKVs.bind(parser);
  parser.parseKVs = (body, parsed) => parse(body, (error, headers) => parsed(error, headers && { ':method': 'POST', ':path': '/', ...headers }));
}
