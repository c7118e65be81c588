import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { ProxyReport, ProxyService } from './proxy-table.js';

const RESTART_FIRST_MS = 20;
const RESTART_CAP_MS = 5_000;
/** A process that lived this long has not failed to start. */
const HEALTHY_MS = 10_000;
/** The process forwards bytes and holds the table: this is ample. */
const HEAP_MEGABYTES = 128;

/** How the forwarding process is run; by default the compiled `proxy-process.js` beside this file. */
export interface ProxyProgram {
  readonly entry: string;
  /** Arguments of the runtime. */
  readonly execArgv: readonly string[];
}

/** What the supervisor works with. */
export interface ProxySupervisorOptions {
  readonly logger: Logger;
  readonly clock: () => number;
  readonly program?: ProxyProgram | undefined;
}

const compiled: ProxyProgram = {
  entry: fileURLToPath(new URL('./proxy-process.js', import.meta.url)),
  execArgv: [`--max-old-space-size=${HEAP_MEGABYTES}`],
};

/** Keeps the forwarding process running and told, from the first service that has ports on: a new one gets the whole table and listens on the same addresses. */
export class ProxySupervisor {
  private readonly services = new Map<string, ProxyService>();
  private child: ChildProcess | undefined;
  private failures = 0;
  private restart: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(private readonly options: ProxySupervisorOptions) {}

  /** The id of the process that forwards now. */
  get processId(): number | undefined {
    return this.child?.pid;
  }

  set(service: ProxyService): void {
    if (service.ports.length > 0) this.services.set(service.key, service);
    else if (!this.services.delete(service.key)) return;
    if (!this.child && !this.stopped) this.start();
    else this.tell(service);
  }

  /** Ends the process; its connections are cut. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.restart);
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGKILL');
    await exited;
  }

  private start(): void {
    const { clock, logger, program = compiled } = this.options;
    const startedAt = clock();
    // Detached: an interrupt from the terminal is for the parent, which ends this process in its turn.
    const child = fork(program.entry, { execArgv: [...program.execArgv], detached: true, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.child = child;
    child.on('message', (message) => this.hear(message as ProxyReport));
    child.on('error', (error) => logger.error({ error: String(error) }, 'the service proxy could not be started or told'));
    child.on('exit', (code, signal) => {
      if (this.stopped) return;
      this.failures = clock() - startedAt > HEALTHY_MS ? 0 : this.failures + 1;
      logger.error({ code, signal }, 'the service proxy ended and is started again');
      const delayMs = Math.min(RESTART_CAP_MS, RESTART_FIRST_MS * 2 ** this.failures);
      this.restart = setTimeout(() => this.start(), delayMs);
    });
    for (const service of this.services.values()) this.tell(service);
  }

  /** A table that cannot be sent is sent again to the next process, which starts because this one has ended. */
  private tell(service: ProxyService): void {
    if (this.child?.connected) this.child.send(service, () => undefined);
  }

  private hear(message: ProxyReport): void {
    if (message.type === 'ready') return;
    const { address, port, message: reason } = message;
    this.options.logger.warn({ address, port, reason }, 'the service proxy cannot listen on the address of a service yet and tries again');
  }
}
