/** An API server as a process of its own, for tests that kill it: `node … api-process.ts DIRECTORY` prints how to reach it. */
import path from 'node:path';
import { pino } from 'pino';
import { startApi } from '../start-api.js';

const directory = process.argv[2] ?? '';
const api = await startApi({
  dataDir: directory,
  addressBlock: 98,
  host: '127.0.0.1',
  port: 0,
  kubeconfig: path.join(directory, 'kubeconfig'),
  logger: pino({ level: 'silent' }),
  onBroken: () => process.exit(1),
});
process.stdout.write(`${JSON.stringify({ port: api.port, token: api.adminToken, ca: api.caCertificate })}\n`);
