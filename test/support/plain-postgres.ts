import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { findInstalledPostgres } from '../../start/preflight/postgres-catalogue.js';
import { freePort } from './free-port.js';
import { testDirectory } from './test-directory.js';

const run = promisify(execFile);

/** A PostgreSQL without Kubernetes, Patroni and operator; whoever connects from this machine is let in. */
export interface PlainPostgres {
  readonly port: number;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root: then the distribution's user runs it. */
async function owner(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'postgres'])).stdout)));
  return { uid, gid };
}

/** Makes a new database with checksums, starts it and waits for its first answer. */
export async function startPlainPostgres(options: readonly string[] = []): Promise<PlainPostgres> {
  const [postgres] = findInstalledPostgres();
  const program = (name: string): string => path.join(postgres?.binDir ?? '', name);
  const identity = await owner();
  const directory = testDirectory('postgres');
  const dataDir = path.join(directory, 'data');
  mkdirSync(dataDir, { mode: 0o700 });
  if (identity.uid !== undefined) for (const one of [directory, dataDir, path.dirname(directory)]) chownSync(one, identity.uid, identity.gid ?? identity.uid);
  const port = await freePort();
  await run(program('initdb'), ['-D', dataDir, '--auth=trust', '--username=postgres', '--data-checksums', '--encoding=UTF8'], { ...identity, cwd: directory });
  const server = spawn(program('postgres'), ['-D', dataDir, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${directory}`, ...options], { ...identity, cwd: directory, stdio: 'ignore' });
  await firstAnswer(port);
  return {
    port,
    stop: async () => {
      server.kill('SIGINT');
      if (server.exitCode === null) await once(server, 'exit');
    },
  };
}

/** Connects again and again, as a client that cannot wait, until a query is answered. */
async function firstAnswer(port: number): Promise<void> {
  for (;;) {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' });
    try {
      await client.connect();
      await client.query('select 1');
      return;
    } catch (error) {
      if (!['ECONNREFUSED', '57P03'].includes((error as { code?: string }).code ?? '')) throw error;
    } finally {
      await client.end().catch(() => {});
    }
  }
}
