import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { CliError, notFoundError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import type { Example } from '../verb/verb.js';
import { psqlEnvironment } from './psql-environment.js';
import { runProgram } from './run-program.js';

/** What `pgo psql` was asked for. */
export interface PsqlFlags {
  username?: string;
  database?: string;
  pooled?: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'A session on the primary as the owner of the application database', run: 'pgo psql hippo' },
  { does: 'One statement; everything after -- goes to psql', run: "pgo psql hippo -- -c 'select version()'" },
  { does: 'A script from standard input', run: 'pgo psql hippo -- -v ON_ERROR_STOP=1 -f - < schema.sql' },
];

/** Reads where and as whom to connect. Throws when there is no such cluster, or no credentials yet. */
const readConnection = async (factory: Factory, name: string, flags: PsqlFlags) => {
  const client = await factory.client();
  const namespace = await namespaceOf(factory);
  const asked = { namespace, name, user: flags.username ?? null, database: flags.database ?? null, pooled: flags.pooled ?? false };
  const { cluster } = await client.clusterConnection(asked, { signal: factory.signal });
  if (cluster === null || cluster === undefined) {
    throw notFoundError(`There is no cluster "${name}" in the namespace "${namespace}".`, '`pgo show cluster --all-namespaces` lists those that there are.');
  }
  if (cluster.connection === null || cluster.connection === undefined) {
    throw new CliError(`The cluster ${name} has no credentials yet.`, { suggestion: `Watch it with \`pgo watch ${name}\` and try again when it is READY.` });
  }
  return cluster.connection;
};

/** Opens psql on a cluster and returns its exit code. */
export const run = async (factory: Factory, name: string, psqlArguments: readonly string[], flags: PsqlFlags): Promise<number> => {
  const connection = await readConnection(factory, name, flags);
  const folder = await mkdtemp(join(tmpdir(), 'pgo-psql-'));
  try {
    const authority = connection.caCertificate ?? undefined;
    const caFile = authority === undefined ? undefined : join(folder, 'ca.crt');
    if (caFile !== undefined) await writeFile(caFile, authority ?? '', { mode: 0o600 });
    return await runProgram('psql', psqlArguments, psqlEnvironment(factory.environment, connection, caFile));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<cluster>', 'name of the cluster')
    .argument('[arguments...]', 'after --: arguments of psql')
    .usage('<cluster> [options] [-- arguments of psql]')
    .option('-u, --username <name>', 'database user; the first user of the cluster when left out')
    .option('-d, --database <name>', 'database; that of the user when left out')
    .option('--pooled', 'go through the connection pooler')
    .action(async (name: string, psqlArguments: string[], flags: PsqlFlags) => factory.end(await run(factory, name, psqlArguments, flags)));
};
