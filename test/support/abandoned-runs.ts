import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isThere, killAll, processesOf } from './processes.js';

const OWNER = 'owner.pid';

/** Notes in the directory of a run whose it is. */
export const ownRun = (directory: string): void => writeFileSync(path.join(directory, OWNER), String(process.pid));

/** Ends every process that a run has started, takes its file systems away, and its directory. */
export function clearRun(directory: string): void {
  killAll(processesOf(directory));
  for (const place of mountsBelow(directory)) execFileSync('umount', ['-l', place], { stdio: 'ignore' });
  rmSync(directory, { recursive: true, force: true });
}

/** Clears what runs of the same kind have left that were killed. Those that still run are left alone. */
export function clearAbandonedRuns(prefix: string, parent = os.tmpdir()): void {
  for (const name of readdirSync(parent).filter((one) => one.startsWith(prefix))) {
    const directory = path.join(parent, name);
    const owner = path.join(directory, OWNER);
    if (existsSync(owner) && !isThere(Number(readFileSync(owner, 'utf8')))) clearRun(directory);
  }
}

/** Mount points below a directory, the deepest first. */
const mountsBelow = (directory: string): string[] => readFileSync('/proc/self/mounts', 'utf8').split('\n')
  .map((line) => (line.split(' ')[1] ?? '').replaceAll('\\040', ' '))
  .filter((place) => place.startsWith(`${directory}/`)).sort().reverse();
