import net from 'node:net';
import { once } from 'node:events';
import { StartError } from '../start-error.js';

/** Proves that the address can be listened on. Rejects with a `StartError` that says why not. */
export async function checkPortFree(host: string, port: number): Promise<void> {
  const server = net.createServer();
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
  } catch (error) {
    throw new StartError(sentence(host, port, error as NodeJS.ErrnoException), { cause: error });
  } finally {
    server.close();
  }
}

function sentence(host: string, port: number, error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use. Stop what listens there or choose another with --port PORT.`;
    case 'EACCES':
      return `Port ${port} on ${host} is not for this user. Choose one above 1023 with --port PORT.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is not an address of this machine. Choose another with --host ADDRESS.`;
    default:
      return `Port ${port} on ${host} cannot be listened on: ${error.message}.`;
  }
}
