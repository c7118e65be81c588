import { readFileSync } from 'node:fs';

/** Tells one process from another that later gets the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it was started, in the kernel's ticks since boot; empty where the system does not tell. */
  readonly startTime: string;
}

/** Identity of a process that runs now; undefined when there is none, or only its unreaped remains. */
export function processIdentity(pid: number): ProcessIdentity | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return { pid, startTime: fields[19] ?? '' };
  } catch (error) {
    if (process.platform === 'linux' || !isAlive(pid)) return undefined;
    void error;
    return { pid, startTime: '' };
  }
}

/** Whether the very process is still running. */
export function isRunning(identity: ProcessIdentity): boolean {
  const now = processIdentity(identity.pid);
  return now !== undefined && now.startTime === identity.startTime;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
