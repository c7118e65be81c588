import type { Probe } from './pod.js';
import { countProbe, NO_PROBES, type ProbeCount } from './probe-count.js';
import type { HandlerResult } from './handler.js';

const DEFAULT_PERIOD_SECONDS = 10;

/** Who does the probe and hears of it. */
export interface ProbeListener {
  /** Does the probe once. */
  check(): Promise<HandlerResult>;
  onVerdict(verdict: 'success' | 'failure', result: HandlerResult): void;
  onFailure(result: HandlerResult): void;
}

/** Repeats one probe of one container run; never two at a time. */
export class ProbeRunner {
  private timer: NodeJS.Timeout | undefined;
  private count: ProbeCount = NO_PROBES;
  private isStopped = false;

  constructor(private readonly probe: Probe, private readonly listener: ProbeListener) {}

  start(delayMs: number): void {
    this.timer = setTimeout(() => void this.run(), delayMs);
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private async run(): Promise<void> {
    const result = await this.listener.check();
    if (this.isStopped) return;
    this.count = countProbe(this.count, result.ok, this.probe);
    if (!result.ok) this.listener.onFailure(result);
    const { verdict } = this.count;
    if (verdict === (result.ok ? 'success' : 'failure')) this.listener.onVerdict(verdict, result);
    if (!this.isStopped) this.start((this.probe.periodSeconds ?? DEFAULT_PERIOD_SECONDS) * 1000);
  }
}
