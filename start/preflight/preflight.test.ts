import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { prepareDataDirectory } from './data-directory.js';
import { checkPortFree } from './free-port.js';
import { findInstalledPostgres } from './postgres-catalogue.js';

let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(os.tmpdir(), 'pgo-preflight-')); });
afterEach(() => rmSync(directory, { recursive: true }));

describe('prepareDataDirectory', () => {
  test('makes it for its owner only', () => {
    const wanted = path.join(directory, 'a', 'b');
    prepareDataDirectory(wanted);
    expect(statSync(wanted).mode & 0o777).toBe(0o700);
  });

  test('says what is wrong with a place that cannot be a directory', () => {
    const file = path.join(directory, 'file');
    writeFileSync(file, '');
    expect(() => prepareDataDirectory(path.join(file, 'data'))).toThrow(/^The data directory .*file\/data cannot be used: .*--data-dir DIR\.$/);
  });
});

describe('checkPortFree', () => {
  test('refuses a port in use, passes it once it is free', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as net.AddressInfo;
    await expect(checkPortFree('127.0.0.1', port)).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use.`);
    server.close();
    await once(server, 'close');
    await expect(checkPortFree('127.0.0.1', port)).resolves.toBeUndefined();
  });

  test('refuses an address of another machine', async () => {
    await expect(checkPortFree('192.0.2.1', 4000)).rejects.toThrow('192.0.2.1 is not an address of this machine');
  });
});

test('findInstalledPostgres finds what the distribution installed', () => {
  const [newest] = findInstalledPostgres();
  expect(newest).toMatchObject({ image: `localhost/pgo-postgres:${newest?.version}`, binDir: `/usr/lib/postgresql/${newest?.version}/bin` });
  expect(['master', 'primary']).toContain(newest?.patroniLeaderLabel);
});
