import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import pino from 'pino';
import { Registry } from 'prom-client';
import { isOld, keepCertificate, type CertificateSource } from './keep-certificate.js';
import { ensureAuthority, issueServerCertificate, readServerCertificate, type ServerCertificate } from './server-certificate.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const PATIENCE_MS = 120_000;
const served = { host: '127.0.0.1', namespace: 'db' };
const logger = pino({ level: 'silent' });
let directory: string;
let closing: (() => void)[];

beforeEach(() => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'pgo-keep-'));
  closing = [];
});
afterEach(() => {
  for (const close of closing) close();
  rmSync(directory, { recursive: true });
});

const issued = async (now: Date): Promise<ServerCertificate> => issueServerCertificate(await ensureAuthority(directory, new Date()), served, now);

/** A server that echoes, and whose certificate is kept. */
const serve = async (source: CertificateSource, current: ServerCertificate): Promise<{ connect: () => Promise<tls.TLSSocket>; registry: Registry }> => {
  const server = tls.createServer(current, (socket) => socket.pipe(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const registry = new Registry();
  closing.push(() => server.close(), keepCertificate({ source, current, use: (next) => server.setSecureContext(next), registry, logger, intervalMs: 20 }));
  const { port } = server.address() as { port: number };
  const connect = async (): Promise<tls.TLSSocket> => {
    const socket = tls.connect({ host: '127.0.0.1', port, ca: readFileSync(path.join(directory, 'ca.crt'), 'utf8') });
    closing.push(() => socket.destroy());
    await once(socket, 'secureConnect');
    return socket;
  };
  return { connect, registry };
};

/** Shakes hands until another certificate than `before` is shown. */
const shownAfter = async (connect: () => Promise<tls.TLSSocket>, before: string): Promise<tls.PeerCertificate> => {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const socket = await connect();
    const shown = socket.getPeerCertificate();
    socket.destroy();
    if (shown.serialNumber !== before) return shown;
    if (Date.now() > deadline) throw new Error(`still shown: ${JSON.stringify(shown.valid_to)}`);
  }
};

const echoes = async (socket: tls.TLSSocket): Promise<void> => {
  socket.write('still here');
  expect(String((await once(socket, 'data'))[0])).toBe('still here');
};
const expirySeconds = async (registry: Registry): Promise<number | undefined> =>
  (await registry.getSingleMetric('pgo_server_certificate_expiry_timestamp_seconds')?.get())?.values[0]?.value;

test('one that ends soon is renewed: new handshakes get the new one, open connections live on, the metric follows', async () => {
  const short = await issued(new Date(Date.now() - 365 * DAY_MS + 60_000));
  const { connect, registry } = await serve(async (now) => (now === undefined || isOld(now.cert, new Date()) ? issued(new Date()) : now), short);
  const open = await connect();
  const first = open.getPeerCertificate();
  expect(Date.parse(first.valid_to) - Date.now()).toBeLessThan(61_000);
  const next = await shownAfter(connect, first.serialNumber);
  expect(Date.parse(next.valid_to) - Date.now()).toBeGreaterThan(300 * DAY_MS);
  expect(await expirySeconds(registry)).toBe(Date.parse(next.valid_to) / 1000);
  await echoes(open);
});

test('files are served anew when they change, and half of a change is not', async () => {
  const files = { cert: path.join(directory, 'tls.crt'), key: path.join(directory, 'tls.key') };
  const [before, after] = [await issued(new Date()), await issued(new Date(Date.now() - DAY_MS))];
  const write = (file: string, text: string): void => { writeFileSync(file, text); };
  write(files.cert, before.cert);
  write(files.key, before.key);
  let refusals = 0;
  const read = async (): Promise<ServerCertificate> => {
    try {
      return readServerCertificate(files);
    } catch (error) {
      refusals += 1;
      throw error;
    }
  };
  const { connect } = await serve(read, before);
  const open = await connect();
  const { serialNumber } = open.getPeerCertificate();
  write(files.cert, after.cert);
  for (const deadline = Date.now() + PATIENCE_MS; refusals === 0 && Date.now() < deadline;) await new Promise((resolve) => setImmediate(resolve));
  expect(refusals).toBeGreaterThan(0);
  expect((await connect()).getPeerCertificate().serialNumber).toBe(serialNumber);
  write(files.key, after.key);
  expect((await shownAfter(connect, serialNumber)).valid_to).not.toBe(open.getPeerCertificate().valid_to);
  await echoes(open);
});
