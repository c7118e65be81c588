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

/** The files of a new database, and who and what works with them. */
export interface PlainDatabase {
  /** Who owns them, for the options of a process; empty for whoever runs this. */
  readonly identity: { readonly uid?: number; readonly gid?: number };
  /** A folder for sockets and such; the files are in `data` of it. */
  readonly directory: string;
  readonly dataDir: string;
  /** Folder of the programs of PostgreSQL. */
  readonly programs: string;
}

/** Makes a new database with checksums. */
export async function makePlainDatabase(): Promise<PlainDatabase> {
  const programs = findInstalledPostgres()[0]?.binDir ?? '';
  const identity = await owner();
  const directory = testDirectory('postgres');
  const dataDir = path.join(directory, 'data');
  mkdirSync(dataDir, { mode: 0o700 });
  if (identity.uid !== undefined) for (const one of [directory, dataDir, path.dirname(directory)]) chownSync(one, identity.uid, identity.gid ?? identity.uid);
  await run(path.join(programs, 'initdb'), ['-D', dataDir, '--auth=trust', '--username=postgres', '--data-checksums', '--encoding=UTF8'], { ...identity, cwd: directory });
  return { identity, directory, dataDir, programs };
}

/** Makes a new database with checksums, starts it and waits for its first answer. */
export async function startPlainPostgres(options: readonly string[] = []): Promise<PlainPostgres> {
  const { identity, directory, dataDir, programs } = await makePlainDatabase();
  const port = await freePort();
  const server = spawn(path.join(programs, 'postgres'), ['-D', dataDir, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${directory}`, ...options], { ...identity, cwd: directory, stdio: 'ignore' });
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
