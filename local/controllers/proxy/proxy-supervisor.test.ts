import { afterEach, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { ProxySupervisor } from './proxy-supervisor.js';

const SERVICE_ADDRESS = '127.77.201.1';
let supervisor: ProxySupervisor | undefined;
let backend: Server | undefined;

afterEach(async () => {
  await supervisor?.stop();
  backend?.close();
});

/** Connects as soon as the proxy listens. */
async function connected(port: number): Promise<Socket> {
  for (;;) {
    const socket = connect({ host: SERVICE_ADDRESS, port });
    const outcome = await Promise.race([once(socket, 'connect'), once(socket, 'error').catch((error: unknown) => [error])]).catch(() => [new Error('refused')]);
    if (outcome.length === 0) return socket;
    socket.destroy();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function answer(port: number): Promise<string> {
  const socket = await connected(port);
  const [data] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return data.toString();
}

test('a proxy process that dies is started again on the same addresses with the same table', async () => {
  backend = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('hello');
  });
  backend.listen(0, '127.0.0.1');
  await once(backend, 'listening');
  const { port } = backend.address() as AddressInfo;
  supervisor = new ProxySupervisor({
    logger: pino({ level: 'silent' }),
    clock: Date.now,
    program: { entry: fileURLToPath(new URL('./proxy-process.ts', import.meta.url)), execArgv: ['--import', '@swc-node/register/esm-register'] },
  });
  supervisor.set({ key: 'n/s', ports: [{ address: SERVICE_ADDRESS, port, targets: [{ address: '127.0.0.1', port, ready: true }] }] });
  expect(await answer(port)).toBe('hello');
  const first = supervisor.processId;
  process.kill(first ?? 0, 'SIGKILL');
  const open = await connected(port).catch(() => undefined);
  open?.destroy();
  while (supervisor.processId === first) await new Promise((resolve) => setImmediate(resolve));
  expect(await answer(port)).toBe('hello');
}, 30_000);
