import { readFileSync, readdirSync } from 'node:fs';

/** A process of this machine. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** The processes whose arguments or mounts name this text: sandboxed ones show their directories only in their mounts. */
export function processesOf(text: string): ProcessEntry[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    const command = read(`/proc/${name}/cmdline`).replaceAll('\0', ' ').trim();
    if (Number(name) === process.pid || command === '') return [];
    return command.includes(text) || read(`/proc/${name}/mountinfo`).includes(text) ? [{ pid: Number(name), parent: parentOf(name), command }] : [];
  });
}

/** Whether a process is there and has not ended. */
export function isThere(pid: number): boolean {
  const stat = read(`/proc/${pid}/stat`);
  return stat !== '' && !/^\d+ \(.*\) [ZX]/s.test(stat);
}

/** The name in parentheses may hold anything; what comes after the last one is state and parent. */
function parentOf(pid: string): number {
  return Number(/\) \S (\d+) [^)]*$/.exec(read(`/proc/${pid}/stat`))?.[1]);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Kills processes with -9; the end of one may have ended others. */
export function killAll(processes: readonly ProcessEntry[]): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
