import { spawn } from 'node:child_process';
import fs from 'node:fs';

const DEPTH_MAX = 6;
const TRIES = 40;
const TRY_MS = 50;

/** In characters. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** Sets the size of the terminal that a process somewhere below `pid` has; its programs hear of it by SIGWINCH. The terminal may come a little later. */
export function resizeTerminal(pid: number, size: TerminalSize, triesLeft = TRIES): void {
  const terminal = findTerminal(pid);
  if (terminal !== undefined) return setSize(terminal, size);
  if (triesLeft > 0 && fs.existsSync(`/proc/${pid}`)) setTimeout(() => resizeTerminal(pid, size, triesLeft - 1), TRY_MS).unref();
}

/** The standard input of the first process down the line that is a terminal, as a path. */
function findTerminal(root: number): string | undefined {
  let pid: number | undefined = root;
  for (let depth = 0; depth < DEPTH_MAX && pid !== undefined; depth += 1) {
    const input = `/proc/${pid}/fd/0`;
    if (readLink(input).startsWith('/dev/pts/')) return input;
    pid = firstChild(pid);
  }
  return undefined;
}

function firstChild(pid: number): number | undefined {
  try {
    const child = Number(fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')[0]);
    return child > 0 ? child : undefined;
  } catch {
    return undefined;
  }
}

function readLink(file: string): string {
  try {
    return fs.readlinkSync(file);
  } catch {
    return '';
  }
}

/** The terminal's whole size by one request, TIOCSWINSZ: `stty` sets rows and columns one after the other, and programs hear of each. */
const SET_SIZE = 'ioctl(STDIN, 0x5414, pack("S4", @ARGV, 0, 0)) or exit 1';

function setSize(terminal: string, { columns, rows }: TerminalSize): void {
  const fd = fs.openSync(terminal, fs.constants.O_RDWR | fs.constants.O_NOCTTY);
  try {
    const child = spawn('perl', ['-e', SET_SIZE, String(rows), String(columns)], { stdio: [fd, 'ignore', 'ignore'] });
    child.on('error', () => undefined);
  } finally {
    fs.closeSync(fd);
  }
}
