import { accessSync, constants, readdirSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from './package-root.mjs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

/** The packages of the distribution that the local Kubernetes runs, each with the executable that proves it is there. */
const SYSTEM_PACKAGES = [
  { name: 'postgresql', isThere: () => postgresDirectories().length > 0 },
  { name: 'postgresql-client', isThere: () => onPath('psql') },
  { name: 'patroni', isThere: () => onPath('patroni') },
  { name: 'pgbackrest', isThere: () => onPath('pgbackrest') },
  { name: 'pgbouncer', isThere: () => onPath('pgbouncer') },
  { name: 'bubblewrap', isThere: () => onPath('bwrap') },
];

const installScript = path.join(packageRoot, 'bin', 'setup', 'install-system-packages.sh');

/**
 * Finds out what is missing and how it can be installed: with apt, as root or by password-less sudo. Otherwise stops
 * with the one command to run. Returns the installation as a function, or undefined when everything is there.
 */
export async function planSystemPackages(say) {
  const missing = missingPackages();
  if (missing.length === 0) return undefined;
  if (!onPath('apt-get')) {
    throw new SetupError(`Not installed: ${missing.join(', ')}. This system has no apt-get: install them with its own tools and run the command again.`);
  }
  const command = ['sh', installScript, ...missing];
  if (process.getuid() === 0) return () => installSystemPackages(say, missing, command);
  if (await maySudo()) return () => installSystemPackages(say, missing, ['sudo', '-n', ...command]);
  throw new SetupError(`Not installed: ${missing.join(', ')}. Run this command once, then start again:\n  sudo ${command.join(' ')}`);
}

/** Services of the distribution are neither started nor enabled by it. */
async function installSystemPackages(say, packages, [file, ...args]) {
  say(`Installing ${packages.join(', ')} …`);
  try {
    await runCommand(file, args);
  } catch (error) {
    throw new SetupError(`The system packages could not be installed. ${error.message}`, { cause: error });
  }
  const missing = missingPackages();
  if (missing.length > 0) throw new SetupError(`apt-get succeeded, but still not found: ${missing.join(', ')}.`);
}

function missingPackages() {
  return SYSTEM_PACKAGES.filter((wanted) => !wanted.isThere()).map((wanted) => wanted.name);
}

async function maySudo() {
  if (!onPath('sudo')) return false;
  return runCommand('sudo', ['-n', 'true']).then(() => true, () => false);
}

/** The folders that Debian's PostgreSQL packages install their servers to. */
function postgresDirectories() {
  const base = '/usr/lib/postgresql';
  return listDirectory(base).map((version) => path.join(base, version, 'bin')).filter((bin) => isExecutable(path.join(bin, 'postgres')));
}

function listDirectory(directory) {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

/** The administrator's folders count as well: users without root often lack them in PATH. */
function onPath(name) {
  const directories = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin', '/usr/sbin', '/sbin'];
  return directories.some((directory) => directory !== '' && isExecutable(path.join(directory, name)));
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
