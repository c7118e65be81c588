import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from './package-root.mjs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

const stampFile = path.join(packageRoot, 'node_modules', '.pgo-lock-hash');
/** Written by npm itself at the end of an installation. */
const npmStampFile = path.join(packageRoot, 'node_modules', '.package-lock.json');

/** Installs the npm dependencies when there are none or when the lock file is another than the one installed. */
export async function installNpmPackages(say) {
  const lock = readFileSync(path.join(packageRoot, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  if (isInstalled(JSON.parse(lock))) {
    writeFileSync(stampFile, wanted);
    return;
  }
  say('Installing the npm packages …');
  const [file, args] = npmCommand();
  try {
    await runCommand(file, [...args, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: packageRoot });
  } catch (error) {
    throw new SetupError(`The npm packages could not be installed. ${error.message}`, { cause: error });
  }
  writeFileSync(stampFile, wanted);
}

/** Whether what npm noted down as installed is what the lock file asks for, optional packages for other machines aside. */
function isInstalled(lock) {
  if (!existsSync(npmStampFile)) return false;
  const installed = JSON.parse(readFileSync(npmStampFile, 'utf8')).packages ?? {};
  return Object.entries(lock.packages ?? {}).every(
    ([name, wanted]) => name === '' || wanted.optional || wanted.devOptional || installed[name]?.version === wanted.version,
  );
}

/** The npm that runs us, else the one on the path. */
function npmCommand() {
  const running = process.env.npm_execpath;
  return running?.endsWith('.js') ? [process.execPath, [running]] : ['npm', []];
}
