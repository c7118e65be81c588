import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import type { Container } from './pod.js';

const LASTING = 'stdin';
const ONCE = 'stdin.once';

/** The name of the FIFO that a container reads its input from; undefined for one without input. */
export function inputOf({ stdin, stdinOnce, tty }: Pick<Container, 'stdin' | 'stdinOnce' | 'tty'>): string | undefined {
  if (stdin !== true && tty !== true) return undefined;
  return stdin === true && stdinOnce === true ? ONCE : LASTING;
}

/**
 * The standard input of a container: a FIFO that it never sees the end of, because it holds a writing end itself; or, for the
 * input of one client (`stdinOnce`), one whose writing end the agent holds until that client has left.
 */
export class ContainerInput {
  private keeper: number | undefined;

  private constructor(private readonly file: string, private readonly once: boolean) {}

  /** The input that a run's directory has. */
  static find(directory: string): ContainerInput | undefined {
    const name = [ONCE, LASTING].find((one) => fs.existsSync(path.join(directory, one)));
    return name === undefined ? undefined : new ContainerInput(path.join(directory, name), name === ONCE);
  }

  /** The descriptor that the container gets. */
  openReading(): number {
    const both = fs.openSync(this.file, fs.constants.O_RDWR);
    if (!this.once) return both;
    this.keeper = both;
    return fs.openSync(this.file, fs.constants.O_RDONLY);
  }

  /** What a client writes to; undefined when nothing reads any more. */
  openWriting(): net.Socket | undefined {
    try {
      const socket = new net.Socket({ fd: fs.openSync(this.file, fs.constants.O_WRONLY | fs.constants.O_NONBLOCK), readable: false, writable: true });
      socket.on('error', () => socket.destroy());
      socket.once('close', () => this.end());
      return socket;
    } catch {
      return undefined;
    }
  }

  /** Lets go of the writing end. */
  end(): void {
    if (this.keeper !== undefined) fs.closeSync(this.keeper);
    this.keeper = undefined;
  }
}
