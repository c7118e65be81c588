import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';

/** One client's message may be this large: kubectl sends at most 32 KiB at a time. */
const MESSAGE_LIMIT_BYTES = 1024 * 1024;

/** A request that asks for another protocol on its connection. */
export interface UpgradeRequest {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

/** Text with which clients name the protocols they offer, the preferred one first. */
export function offeredProtocols(request: IncomingMessage): string[] {
  return (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim()).filter(Boolean);
}

/** Accepts a WebSocket with the first offered protocol that is `supported`; undefined when there is none. */
export async function acceptWebSocket(upgrade: UpgradeRequest, supported: readonly string[]): Promise<{ socket: WebSocket; protocol: string } | undefined> {
  const protocol = offeredProtocols(upgrade.request).find((name) => supported.includes(name));
  if (protocol === undefined) return undefined;
  const server = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_LIMIT_BYTES, perMessageDeflate: false });
  // kubectl's `SPDY/3.1+portforward.k8s.io` is no token of RFC 6455 and the library refuses it: it neither reads nor answers the offer here.
  delete upgrade.request.headers['sec-websocket-protocol'];
  server.once('headers', (headers) => headers.push(`Sec-WebSocket-Protocol: ${protocol}`));
  return new Promise((resolve, reject) => {
    upgrade.socket.once('error', reject);
    server.handleUpgrade(upgrade.request, upgrade.socket, upgrade.head, (socket) => {
      upgrade.socket.off('error', reject);
      resolve({ socket, protocol });
    });
  });
}
