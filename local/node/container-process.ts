/**
 * One run of a container as a detached process that outlives the agent.
 *
 * Files of a run, in a directory of its own:
 *   environment   NUL-separated NAME=value, 0600; complete before the process is started
 *   status        what bubblewrap reports: the first process's id and name space, then its exit code; between them the entry
 *                 into the sandbox says when the command begins
 *   log           both outputs, opened for appending by the container itself: nobody has to read for it to go on
 *   stdin, stdin.once   a FIFO for the input of a container that asks for one; see container-input.ts
 *   life          a FIFO that nobody writes to. Bubblewrap's own process, which waits for the container, holds the writing
 *                 end as its standard input; the kernel closes it when that process is gone. So "is it alive" is asked of the
 *                 kernel and not of a process id, from the moment of the fork on, and its end is an event also for an agent
 *                 that is not the parent.
 * A kill -9 of the agent before the fork leaves a run without a holder of `life` and without a report: it never was.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { joinArguments } from './cgroups.js';
import { ContainerInput } from './container-input.js';
import { parseSandboxReport, type SandboxReport } from './status-document.js';

/** How a process ended. */
export interface ProcessExit {
  /** Both undefined when bubblewrap's own process was killed before it could say. */
  readonly exitCode?: number;
  readonly finishedAtMs?: number;
}

/** Who hears of a process. */
export interface ProcessListener {
  /** The container's command has begun. */
  onRunning(): void;
  /** No process of the container is left. Called once, last. */
  onExit(exit: ProcessExit): void;
}

/** File descriptors of the sandbox, by their number in it. */
export const STATUS_FD = 3;
export const ENVIRONMENT_FD = 4;
export const ENTRY_FD = 5;
export const INPUT_FD = 6;
const ORPHAN_CHECK_MS = 20;

/** A run of a container, started here or taken over. */
export class ContainerProcess {
  private watcher: fs.FSWatcher | undefined;
  private life: net.Socket | undefined;
  private report: SandboxReport = {};
  private isOver = false;
  /** The standard input of the container, where it has one. */
  input: ContainerInput | undefined;
  private wasSeenRunning = false;
  private pendingSignal: NodeJS.Signals | undefined;

  private constructor(readonly directory: string, private readonly listener: ProcessListener) {}

  /** Starts bubblewrap with the arguments, in control groups; its files must be in the directory. @throws when a file cannot be opened */
  static start(directory: string, { argumentList, groups }: { readonly argumentList: readonly string[]; readonly groups: readonly string[] }, listener: ProcessListener): ContainerProcess {
    const run = new ContainerProcess(directory, listener);
    const life = path.join(directory, 'life');
    const reading = fs.openSync(life, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
    const opened = [fs.openSync(life, fs.constants.O_WRONLY | fs.constants.O_NONBLOCK)];
    const open = (name: string, flags: string): number => opened[opened.push(fs.openSync(path.join(directory, name), flags, 0o600)) - 1] ?? -1;
    const log = open('log', 'a');
    const status = open('status', 'a');
    const stdio = [opened[0] ?? -1, log, log, status, open('environment', 'r'), status];
    run.input = ContainerInput.find(directory);
    if (run.input !== undefined) stdio.push(opened[opened.push(run.input.openReading()) - 1] ?? -1);
    run.watch(reading);
    const [program = '', ...words] = joinArguments(groups, ['bwrap', ...argumentList]);
    const child = spawn(program, words, { stdio, detached: true, env: {}, cwd: '/' });
    child.on('error', (error) => fs.appendFileSync(path.join(directory, 'log'), `exec bwrap: ${error.message}\n`));
    child.unref();
    for (const fd of opened) fs.closeSync(fd);
    return run;
  }

  /** Takes a run over that an earlier agent started. The listener hears of its end also when that was long ago. */
  static adopt(directory: string, listener: ProcessListener): ContainerProcess {
    const run = new ContainerProcess(directory, listener);
    run.input = ContainerInput.find(directory);
    const reading = openLife(directory);
    if (reading !== undefined && hasWriter(reading)) {
      run.watch(reading);
    } else {
      if (reading !== undefined) fs.closeSync(reading);
      queueMicrotask(() => run.onLifeEnd());
    }
    return run;
  }

  /** Whether the agent was gone before it had started the run: no process was ever there, and none will be. */
  static neverWas(directory: string): boolean {
    if (readReport(directory).pid !== undefined) return false;
    const reading = openLife(directory);
    if (reading === undefined) return true;
    const held = hasWriter(reading);
    fs.closeSync(reading);
    return !held && readReport(directory).pid === undefined;
  }

  /** Host process id of the container's first process while it exists. */
  get pid(): number | undefined {
    return this.isOver || !isSameProcess(this.report) ? undefined : this.report.pid;
  }

  /**
   * Sends a signal to the first process. SIGKILL ends every process of the sandbox. Another one waits until the command has
   * begun: before that, nothing would answer it.
   */
  signal(signal: NodeJS.Signals): void {
    if (this.isOver) return;
    const { pid } = this;
    if (pid === undefined || (signal !== 'SIGKILL' && this.report.entered !== true)) {
      this.pendingSignal = this.pendingSignal === 'SIGKILL' ? 'SIGKILL' : signal;
      return;
    }
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  /** Forgets the run without touching it. */
  detach(): void {
    this.isOver = true;
    this.close();
  }

  private watch(lifeFd: number): void {
    this.watcher = fs.watch(path.join(this.directory, 'status'), () => this.onReport());
    this.life = new net.Socket({ fd: lifeFd, readable: true, writable: false });
    this.life.on('error', () => this.life?.destroy());
    this.life.on('close', () => this.onLifeEnd());
    this.life.resume();
    this.onReport();
  }

  private onReport(): void {
    if (this.isOver) return;
    this.report = readReport(this.directory);
    if (this.pendingSignal !== undefined) this.signal(this.pendingSignal);
    if (this.report.entered !== true || this.wasSeenRunning) return;
    this.wasSeenRunning = true;
    this.listener.onRunning();
  }

  private onLifeEnd(): void {
    if (this.isOver) return;
    this.onReport();
    if (this.report.exitCode === undefined && isSameProcess(this.report)) return this.endOrphan();
    this.isOver = true;
    this.close();
    const { exitCode } = this.report;
    this.listener.onExit(exitCode === undefined ? {} : { exitCode, finishedAtMs: fs.statSync(path.join(this.directory, 'status')).mtimeMs });
  }

  /** Bubblewrap's own process was killed and the container was not: nobody would report its end, so it ends now. */
  private endOrphan(): void {
    this.signal('SIGKILL');
    setTimeout(() => this.onLifeEnd(), ORPHAN_CHECK_MS);
  }

  private close(): void {
    this.watcher?.close();
    this.input?.end();
    this.life?.destroy();
  }
}

function openLife(directory: string): number | undefined {
  try {
    return fs.openSync(path.join(directory, 'life'), fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
}

/** Reading a FIFO without writers ends at once; with one it would block. */
function hasWriter(fd: number): boolean {
  try {
    return fs.readSync(fd, Buffer.alloc(1)) > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return true;
    throw error;
  }
}

/** What the run's status file says; empty when there is none. */
export function readReport(directory: string): SandboxReport {
  try {
    return parseSandboxReport(fs.readFileSync(path.join(directory, 'status'), 'utf8'));
  } catch {
    return {};
  }
}

/** Whether the process that the report names is still that process: ids are given again, name spaces with them are not. */
function isSameProcess({ pid, pidNamespace }: SandboxReport): boolean {
  if (pid === undefined) return false;
  try {
    return fs.readlinkSync(`/proc/${pid}/ns/pid`) === `pid:[${pidNamespace}]`;
  } catch {
    return false;
  }
}
