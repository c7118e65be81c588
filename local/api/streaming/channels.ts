import type { Readable } from 'node:stream';
import type { WebSocket } from 'ws';

/** Where a socket stops reading what it forwards until the client has taken most of it. */
const BUFFER_LIMIT_BYTES = 256 * 1024;
const LARGEST_CHUNK_BYTES = 32 * 1024;

/** Sends a message on one of the channels that a WebSocket carries: its number is the first byte. */
export function sendOnChannel(socket: WebSocket, channel: number, data: Buffer, sent?: () => void): void {
  if (socket.readyState !== socket.OPEN) {
    sent?.();
    return;
  }
  socket.send(Buffer.concat([Buffer.from([channel]), data]), () => sent?.());
}

/** Forwards a stream to a channel, no faster than the client reads. Resolves when the stream has ended and all is sent. */
export async function forwardToChannel(source: Readable, socket: WebSocket, channel: number): Promise<void> {
  try {
    for await (const chunk of source) {
      const data = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      for (let start = 0; start < data.length; start += LARGEST_CHUNK_BYTES) {
        await sendBounded(socket, channel, data.subarray(start, start + LARGEST_CHUNK_BYTES));
      }
      if (socket.readyState !== socket.OPEN) return;
    }
  } catch {
    // The stream broke off: how the command ended is told apart from its output.
  }
}

async function sendBounded(socket: WebSocket, channel: number, data: Buffer): Promise<void> {
  if (socket.bufferedAmount < BUFFER_LIMIT_BYTES) {
    sendOnChannel(socket, channel, data);
    return;
  }
  await new Promise<void>((resolve) => sendOnChannel(socket, channel, data, resolve));
}

/** A message as one buffer, however `ws` hands it over. */
export function messageBytes(data: unknown): Buffer {
  if (Buffer.isBuffer(data)) return data;
  if (Array.isArray(data)) return Buffer.concat(data.map(messageBytes));
  return data instanceof ArrayBuffer ? Buffer.from(data) : Buffer.from(String(data));
}
