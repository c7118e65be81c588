import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { forwardToChannel, messageBytes, sendOnChannel } from './channels.js';

/** Port-forward over plain WebSocket channels: two a port (data, error), one connection each. */
export const PORT_FORWARD_CHANNELS_PROTOCOL = 'v4.channel.k8s.io';

/** Opens a connection to a port of the pod. */
export type Connect = (port: number) => Promise<Duplex>;

/** Connects every port at once; the first message of each channel is its port, so that clients can tell them apart. */
export async function bridgePortForwardChannels(socket: WebSocket, ports: readonly number[], connect: Connect): Promise<void> {
  const opened = ports.map((port, index) => bridgePort(socket, { port, data: index * 2, error: index * 2 + 1 }, connect));
  await Promise.all(opened);
}

interface PortChannels {
  readonly port: number;
  readonly data: number;
  readonly error: number;
}

async function bridgePort(socket: WebSocket, { port, data, error }: PortChannels, connect: Connect): Promise<void> {
  const announced = Buffer.alloc(2);
  announced.writeUInt16LE(port);
  sendOnChannel(socket, data, announced);
  sendOnChannel(socket, error, announced);
  const early: Buffer[] = [];
  let connection: Duplex | undefined;
  socket.on('message', (message) => {
    const bytes = messageBytes(message);
    if (bytes[0] !== data) return;
    if (connection) write(connection, bytes.subarray(1), socket);
    else early.push(bytes.subarray(1));
  });
  try {
    connection = await connect(port);
  } catch (reason) {
    sendOnChannel(socket, error, Buffer.from(reason instanceof Error ? reason.message : String(reason)));
    return;
  }
  const to = connection;
  socket.once('close', () => to.destroy());
  to.on('error', (reason) => sendOnChannel(socket, error, Buffer.from(reason.message)));
  for (const bytes of early) write(to, bytes, socket);
  await forwardToChannel(to, socket, data);
}

function write(connection: Duplex, data: Buffer, socket: WebSocket): void {
  if (data.length === 0 || connection.write(data)) return;
  socket.pause();
  connection.once('drain', () => socket.resume());
}
