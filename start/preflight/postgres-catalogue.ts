import { execFileSync } from 'node:child_process';
import { accessSync, constants, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { StartError } from '../start-error.js';

/** A PostgreSQL that is installed on this machine, as the image catalogue of the operator names it. */
export interface InstalledPostgres {
  /** Major version. */
  readonly version: number;
  /** Name that stands for it where Kubernetes wants an image. */
  readonly image: string;
  /** Directory of its executables. */
  readonly binDir: string;
  /** Directories of the executables of the older major versions, by version. */
  readonly olderBinDirs?: Readonly<Record<number, string>>;
  /** What Patroni calls the leader in the role label: `primary` from Patroni 4 on. */
  readonly patroniLeaderLabel: 'master' | 'primary';
  /** Name that stands for postgres_exporter, where it is installed. */
  readonly exporterImage?: string;
  /** Name that stands for PgBouncer, where it is installed. */
  readonly poolerImage?: string;
}

const POSTGRES_BASE = '/usr/lib/postgresql';
/** Where `bin/setup/install-postgres-13.sh` puts what the distribution does not have any more. */
const ADDED_BASE = '/usr/local/lib/pgo/postgresql';
const PATRONI_VERSION_FILE = '/usr/lib/python3/dist-packages/patroni/version.py';
const EXPORTER = '/usr/bin/prometheus-postgres-exporter';
const POOLER = '/usr/sbin/pgbouncer';
const OLDEST_PATRONI_WITH_PRIMARY = 4;

/** Finds the PostgreSQL servers and Patroni of the distribution, newest first. Throws a `StartError` when one is missing. */
export function findInstalledPostgres(): InstalledPostgres[] {
  const found = [...installedIn(ADDED_BASE), ...installedIn(POSTGRES_BASE)].sort(([left], [right]) => right - left);
  const binDirs = new Map(found);
  if (found.length === 0) throw new StartError(`No PostgreSQL server was found in ${POSTGRES_BASE}. Install it: apt-get install postgresql`);
  const patroniLeaderLabel = patroniMajorVersion() >= OLDEST_PATRONI_WITH_PRIMARY ? 'primary' : 'master';
  return [...binDirs].map(([version, binDir]) => ({
    version, image: `localhost/pgo-postgres:${version}`, binDir, patroniLeaderLabel,
    olderBinDirs: Object.fromEntries([...binDirs].filter(([older]) => older < version)),
    ...(isExecutable(POOLER) ? { poolerImage: 'localhost/pgo-pgbouncer' } : {}),
    ...(isExecutable(EXPORTER) ? { exporterImage: 'localhost/pgo-exporter' } : {}),
  }));
}

/** The servers below a directory, by major version. */
function installedIn(base: string): [version: number, binDir: string][] {
  return listDirectory(base)
    .filter((name) => /^\d+$/.test(name))
    .map((name): [number, string] => [Number(name), path.join(base, name, 'bin')])
    .filter(([, binDir]) => ['postgres', 'initdb'].every((program) => isExecutable(path.join(binDir, program))));
}

/** The package's version file is read where there is one: starting Python costs half a second. */
function patroniMajorVersion(): number {
  const text = readText(PATRONI_VERSION_FILE) ?? patroniVersionOutput();
  const version = /(\d+)\.\d+/.exec(text)?.[1];
  if (version === undefined) throw new StartError(`The version of Patroni is not to be made out from '${text.trim()}'.`);
  return Number(version);
}

function patroniVersionOutput(): string {
  try {
    return execFileSync('patroni', ['--version'], { encoding: 'utf8', timeout: 20_000, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    throw new StartError('Patroni was not found. Install it: apt-get install patroni', { cause: error });
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function listDirectory(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
