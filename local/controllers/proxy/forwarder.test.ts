import { afterEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Forwarder } from './forwarder.js';
import type { ProxyTarget } from './proxy-table.js';

const SERVICE_ADDRESS = '127.77.200.1';
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0).reverse()) close();
});

/** A server that answers every line with its name, and ends when the client does. */
async function backend(name: string): Promise<ProxyTarget & { server: Server; sockets: Socket[] }> {
  const sockets: Socket[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (data) => socket.write(`${name}:${data.toString()}`));
    socket.on('end', () => socket.end('bye'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return { address: '127.0.0.1', port: (server.address() as AddressInfo).port, ready: true, server, sockets };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, SERVICE_ADDRESS);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function forwarded(targets: readonly ProxyTarget[], options: { endpointWaitMs?: number; connectionsMax?: number } = {}) {
  const port = await freePort();
  const forwarder = new Forwarder({ problem: () => undefined, ...options });
  closing.push(() => forwarder.close());
  const set = (next: readonly ProxyTarget[]): void => forwarder.set({ key: 'n/s', ports: [{ address: SERVICE_ADDRESS, port, targets: next }] });
  set(targets);
  return { port, set, forwarder };
}

async function open(port: number): Promise<Socket> {
  const socket = connect({ host: SERVICE_ADDRESS, port, allowHalfOpen: true });
  socket.on('error', () => undefined);
  closing.push(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** Resolves when the socket has closed, in whatever way. */
function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.on('close', () => resolve()));
}

async function ask(socket: Socket, text: string): Promise<string> {
  socket.write(text);
  const [data] = (await once(socket, 'data')) as [Buffer];
  return data.toString();
}

function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

describe('Forwarder', () => {
  test('connections go to the ready endpoints in turn', async () => {
    const [a, b, c] = [await backend('a'), await backend('b'), await backend('c')];
    const { port } = await forwarded([a, { ...b, ready: false }, c]);
    const answers: string[] = [];
    for (let count = 0; count < 4; count += 1) answers.push(await ask(await open(port), 'x'));
    expect(answers.filter((answer) => answer === 'a:x')).toHaveLength(2);
    expect(answers.filter((answer) => answer === 'c:x')).toHaveLength(2);
  });

  test('a client that ends its side still gets the answer', async () => {
    const { port } = await forwarded([await backend('a')]);
    const socket = await open(port);
    expect(await ask(socket, 'x')).toBe('a:x');
    const rest = once(socket, 'data') as Promise<[Buffer]>;
    socket.end();
    expect((await rest)[0].toString()).toBe('bye');
    await once(socket, 'close');
  });

  test('when an endpoint leaves, its connections are cut and new ones go to the new endpoint', async () => {
    const [old, next] = [await backend('old'), await backend('new')];
    const { port, set } = await forwarded([old]);
    const socket = await open(port);
    expect(await ask(socket, 'x')).toBe('old:x');
    const cut = once(socket, 'error') as Promise<[NodeJS.ErrnoException]>;
    set([next]);
    expect((await cut)[0].code).toBe('ECONNRESET');
    expect(await ask(await open(port), 'x')).toBe('new:x');
  });

  test('an endpoint that is only unready keeps its connections', async () => {
    const [a, b] = [await backend('a'), await backend('b')];
    const { port, set } = await forwarded([a]);
    const socket = await open(port);
    expect(await ask(socket, '1')).toBe('a:1');
    set([{ ...a, ready: false }, b]);
    expect(await ask(socket, '2')).toBe('a:2');
    expect(await ask(await open(port), '3')).toBe('b:3');
  });

  test('without an endpoint a connection waits until there is one', async () => {
    const a = await backend('a');
    const { port, set } = await forwarded([]);
    const socket = await open(port);
    const answer = ask(socket, 'x');
    set([a]);
    expect(await answer).toBe('a:x');
  });

  test('without an endpoint a connection is refused when it has waited long enough', async () => {
    const { port } = await forwarded([], { endpointWaitMs: 10 });
    const socket = await open(port);
    await closed(socket);
    expect(socket.bytesRead).toBe(0);
  });

  test('an endpoint that refuses is passed over', async () => {
    const [gone, a] = [await backend('gone'), await backend('a')];
    gone.server.close();
    await once(gone.server, 'close');
    const { port } = await forwarded([gone, a]);
    for (const text of ['1', '2', '3']) expect(await ask(await open(port), text)).toBe(`a:${text}`);
  });

  test('connections beyond the limit are refused, and room is given back', async () => {
    const { port } = await forwarded([await backend('a')], { connectionsMax: 1 });
    const first = await open(port);
    expect(await ask(first, '1')).toBe('a:1');
    const second = connect({ host: SERVICE_ADDRESS, port }).on('error', () => undefined);
    await closed(second);
    expect(second.bytesRead).toBe(0);
    first.end();
    await closed(first.resume());
    expect(await ask(await open(port), '3')).toBe('a:3');
  });

  test('more data than fits in buffers goes through whole', async () => {
    const a = await backend('');
    const { port } = await forwarded([a]);
    const socket = await open(port);
    const size = 8 * 1024 * 1024;
    let received = 0;
    const done = new Promise<void>((resolve) => socket.on('data', (data) => {
      received += data.length - data.toString('latin1').split(':').length + 1;
      if (received >= size) resolve();
    }));
    socket.write(Buffer.alloc(size, 'x'));
    await done;
    expect(received).toBe(size);
  });

  test('however connections end, none is left over', async () => {
    const seed = Date.now() % 2 ** 31;
    console.log(`seed ${seed}`);
    const random = seededRandom(seed);
    const backends = await Promise.all(['a', 'b', 'c'].map(backend));
    const { port, set, forwarder } = await forwarded(backends, { endpointWaitMs: 20 });
    const ends: ((socket: Socket) => void)[] = [(socket) => socket.end(), (socket) => socket.destroy(), (socket) => socket.resetAndDestroy(), (socket) => socket.end('last words'), (socket) => socket.write(Buffer.alloc(300_000))];
    const sockets: Socket[] = [];
    for (let count = 0; count < 300; count += 1) {
      const socket = connect({ host: SERVICE_ADDRESS, port }).on('error', () => undefined);
      sockets.push(socket);
      if (random() < 0.5) socket.resume();
      if (random() < 0.7) socket.write('x');
      const victim = sockets[Math.floor(random() * sockets.length)];
      if (victim) ends[Math.floor(random() * ends.length)]?.(victim);
      if (random() < 0.1) backends[Math.floor(random() * 3)]?.sockets.forEach((one) => (random() < 0.5 ? one.resetAndDestroy() : one.end()));
      if (random() < 0.2) set(backends.filter(() => random() < 0.6).map((target) => ({ ...target, ready: random() < 0.7 })));
      if (random() < 0.3) await new Promise((resolve) => setImmediate(resolve));
    }
    for (const socket of sockets) socket.destroy();
    while (forwarder.openConnections > 0) await new Promise((resolve) => setImmediate(resolve));
    set(backends);
    expect(await ask(await open(port), 'x')).toMatch(/^[abc]:x$/);
  }, 20_000);

  test('an address that is taken is tried again until it is free', async () => {
    const holder = createServer().listen(0, SERVICE_ADDRESS);
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    const a = await backend('a');
    const problem = new Promise<Error>((resolve) => {
      const forwarder = new Forwarder({ problem: (_port, error) => resolve(error) });
      closing.push(() => forwarder.close());
      forwarder.set({ key: 'n/s', ports: [{ address: SERVICE_ADDRESS, port, targets: [a] }] });
    });
    expect((await problem).message).toContain('EADDRINUSE');
    holder.close();
    await once(holder, 'close');
    const tryOpen = async (): Promise<Socket> => open(port).catch(() => new Promise((resolve) => setImmediate(() => resolve(tryOpen()))));
    expect(await ask(await tryOpen(), 'x')).toBe('a:x');
  });
});
