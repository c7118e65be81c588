import { execFile, spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createAuthority, issueServerCertificate } from '../../operator/cluster/certificates.js';
import { freePort } from './free-port.js';
import { testDirectory } from './test-directory.js';

/** Microsoft's own emulator of Azure's storage. It weighs 190 MB, and so is fetched only by tests that are asked for; its later versions need a newer Node.js. */
const AZURITE = 'azurite@3.35.0';
/** The account that every such emulator has. Its key is public. */
const ACCOUNT = 'devstoreaccount1';
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const CONTAINER = 'backups';
const START_TIMEOUT_MS = 60_000;
const INSTALL_TIMEOUT_MS = 600_000;

/** A server on loopback that speaks as Azure's storage does over TLS, and checks signatures. */
export interface AzureServer {
  /** Host name and port. */
  readonly endpoint: string;
  readonly container: string;
  /** PEM of the authority that issued its certificate. */
  readonly authority: string;
  readonly credentials: { readonly account: string; readonly key: string };
  stop(): void;
}

/** Fetches the emulator by npm's client, once for all test runs. Answers with its program. */
async function install(): Promise<string> {
  const directory = path.join(os.tmpdir(), `pgo-${AZURITE.replace('@', '-')}`);
  const program = path.join(directory, 'node_modules', '.bin', 'azurite-blob');
  if (existsSync(program)) return program;
  mkdirSync(directory, { recursive: true });
  writeFileSync(path.join(directory, 'package.json'), '{ "private": true }\n');
  await promisify(execFile)('npm', ['install', '--save-exact', '--no-audit', '--no-fund', AZURITE], { cwd: directory, timeout: INSTALL_TIMEOUT_MS });
  return program;
}

/** Starts one with an empty container. */
export async function startAzureServer(): Promise<AzureServer> {
  const [program, port, directory] = [await install(), await freePort(), testDirectory('azure')];
  mkdirSync(directory, { recursive: true });
  const moment = (): { nowMs: number; serialNumber: string } => ({ nowMs: Date.now(), serialNumber: randomBytes(16).toString('hex') });
  const authority = await createAuthority('azure', moment());
  const { certificate, key } = await issueServerCertificate(authority, { names: ['127.0.0.1'], addresses: [] }, moment());
  const [certificateFile, keyFile] = [path.join(directory, 'tls.crt'), path.join(directory, 'tls.key')];
  writeFileSync(certificateFile, certificate);
  writeFileSync(keyFile, key, { mode: 0o600 });
  const log = path.join(directory, 'azurite.log');
  const args = ['--blobHost', '127.0.0.1', '--blobPort', String(port), '--cert', certificateFile, '--key', keyFile, '--location', directory, '--debug', log, '--silent', '--disableTelemetry', '--skipApiVersionCheck'];
  const server = spawn(process.execPath, [program, ...args], { stdio: 'ignore' });
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await createContainer(port, authority.certificate).catch(() => false))) {
    if (Date.now() > deadline || server.exitCode !== null) throw new Error(`azurite does not start: ${existsSync(log) ? readFileSync(log, 'utf8').slice(-2000) : ''}`);
    await delay(100);
  }
  return {
    endpoint: `127.0.0.1:${port}`, container: CONTAINER, authority: authority.certificate, credentials: { account: ACCOUNT, key: KEY },
    stop: () => void server.kill(),
  };
}

/** Whether the container could be made; the signature is that of Azure's shared key. */
function createContainer(port: number, authority: string): Promise<boolean> {
  const headers = { 'x-ms-date': new Date().toUTCString(), 'x-ms-version': '2021-08-06' };
  const signed = ['PUT', ...Array.from({ length: 11 }, () => ''), ...Object.entries(headers).map(([name, value]) => `${name}:${value}`), `/${ACCOUNT}/${ACCOUNT}/${CONTAINER}`, 'restype:container'].join('\n');
  const signature = createHmac('sha256', Buffer.from(KEY, 'base64')).update(signed).digest('base64');
  return new Promise((resolve, reject) => {
    const call = request({
      host: '127.0.0.1', port, method: 'PUT', path: `/${ACCOUNT}/${CONTAINER}?restype=container`, ca: authority, checkServerIdentity: () => undefined,
      headers: { ...headers, authorization: `SharedKey ${ACCOUNT}:${signature}`, 'content-length': 0 },
    }, (response) => {
      response.resume();
      resolve(response.statusCode === 201);
    });
    call.on('error', reject);
    call.end();
  });
}
