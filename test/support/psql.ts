import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { PgoClient } from '../../schema/sdk/client.js';
import { testDirectory } from './test-directory.js';

const run = promisify(execFile);

/** How a client connects: the environment of libpq programs, certificate checked in full. */
export type PsqlEnvironment = Readonly<Record<string, string>>;

/** What the API says about connecting to a cluster, as the environment of psql. */
export async function psqlEnvironment(client: PgoClient, cluster: { namespace: string; name: string }, pooled = false): Promise<PsqlEnvironment> {
  const answer = await client.clusterConnection({ ...cluster, pooled });
  const connection = answer.cluster?.connection;
  if (!connection) throw new Error(`${cluster.name} has no connection`);
  const directory = testDirectory('psql');
  mkdirSync(directory, { recursive: true });
  const certificate = path.join(directory, 'ca.crt');
  writeFileSync(certificate, connection.caCertificate ?? '');
  return {
    PGHOST: connection.host, PGPORT: String(connection.port), PGDATABASE: connection.database, PGUSER: connection.user,
    PGPASSWORD: connection.password, PGSSLMODE: 'verify-full', PGSSLROOTCERT: certificate, PGCONNECT_TIMEOUT: '5',
  };
}

/** Runs SQL with psql, at a URI or at what the environment names; resolves to the rows as psql prints them, unaligned. */
export async function psql(environment: PsqlEnvironment, sql: string, uri?: string): Promise<string> {
  const { stdout } = await run('psql', [...(uri === undefined ? [] : [uri]), '-X', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-c', sql], { env: { PATH: process.env['PATH'], ...environment }, timeout: 30_000 });
  return stdout.trim();
}

/**
 * Waits until so many replicas stream from the primary. Patroni 3.0 does not tell a replica that runs from one whose
 * stream has begun: that may be a moment after READY.
 */
export async function replicasStream(primary: Parameters<typeof psql>[0], replicas: number): Promise<void> {
  await psql(primary, `do $$ begin
    for attempt in 1..300 loop
      perform pg_stat_clear_snapshot();
      if (select count(*) from pg_stat_replication) = ${replicas} then return; end if;
      perform pg_sleep(0.1);
    end loop;
    raise exception 'there are % replicas', (select count(*) from pg_stat_replication);
  end $$`);
}
