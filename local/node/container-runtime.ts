import fs from 'node:fs';
import path from 'node:path';
import type { AttachTarget } from './attach.js';
import { ContainerProcess, type ProcessExit } from './container-process.js';
import { prepareRun, type ContainerPlace } from './container-launch.js';
import { runToEnd, type ExecTarget } from './exec.js';
import { runHandler, type HandlerResult } from './handler.js';
import { readLaunch } from './launch-record.js';
import { LogIndex } from './log-index.js';
import type { Handler, Probe } from './pod.js';
import { containerId } from './pod-status.js';
import { NEW_CONTAINER, type ContainerRun, type ContainerState } from './pod-state.js';
import { isHeldBack } from './plan-pod.js';
import { firstProbeMs } from './probe-count.js';
import { ProbeRunner } from './probe-runner.js';
import { dropOldRuns, endRun, markStoppedWithNode, readRun, runsIn } from './run-history.js';

const RETRY_MS = 2_000;
const HOOK_TIMEOUT_MS = 10 * 60 * 1000;
/** What is left between SIGTERM and SIGKILL when a preStop hook has used the grace period up. */
const GRACE_AFTER_HOOK_MS = 2_000;

/** One container of a pod on this machine: its runs, probes, hooks and its end. `onChange` is called after every change of its state. */
export class ContainerRuntime {
  state: ContainerState = NEW_CONTAINER;
  private process: ContainerProcess | undefined;
  private log: LogIndex | undefined;
  private probes: ProbeRunner[] = [];
  private killTimer: NodeJS.Timeout | undefined;
  private ended = Promise.resolve();
  private resolveEnded: () => void = () => undefined;
  /** No run may be started any more. */
  private isClosed = false;

  constructor(private readonly place: () => ContainerPlace, private readonly directory: string, private readonly onChange: () => void) {}

  /** Starts the next run. What is missing becomes the state's problem, and the caller tries again later. */
  async start(attempt: number, failures: number): Promise<void> {
    const place = this.place();
    const directory = this.runDirectory(attempt);
    const startedAtMs = place.context.settings.clock();
    try {
      const argumentList = await prepareRun(place, directory, { attempt, failures });
      if (this.isClosed) return;
      const previous = this.state.current;
      this.state = { ...NEW_CONTAINER, current: { attempt, failures, phase: 'starting', startedAtMs }, ...(previous === undefined ? {} : { previous }) };
      this.ended = new Promise((resolve) => (this.resolveEnded = resolve));
      this.limit(attempt);
      this.process = ContainerProcess.start(directory, { argumentList, groups: place.context.cgroups.entrances(this.cgroup(attempt)) }, this.listener(attempt));
      this.followLog(directory);
      dropOldRuns(this.directory, attempt);
      this.event('Normal', 'Pulled', `Container image "${place.container.image}" already present on machine`);
      this.event('Normal', 'Created', `Created container: ${place.container.name}`);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.fail('CreateContainerConfigError', message);
    }
    this.onChange();
  }

  /** Takes over what an earlier agent left in the directory. */
  adopt(): void {
    const runs = runsIn(this.directory).filter((attempt) => readLaunch(this.runDirectory(attempt)) !== undefined);
    const attempt = runs.at(-1);
    if (attempt === undefined) return;
    if (ContainerProcess.neverWas(this.runDirectory(attempt))) {
      fs.rmSync(this.runDirectory(attempt), { recursive: true });
      return this.adopt();
    }
    const before = runs.at(-2);
    const previous = before === undefined ? undefined : readRun(this.runDirectory(before), before);
    this.state = { ...NEW_CONTAINER, current: readRun(this.runDirectory(attempt), attempt), ...(previous === undefined ? {} : { previous }) };
    if (this.state.current?.phase === 'exited') return this.forgetFailures(this.state.current);
    this.ended = new Promise((resolve) => (this.resolveEnded = resolve));
    this.process = ContainerProcess.adopt(this.runDirectory(attempt), this.listener(attempt, true));
    if (fs.existsSync(path.join(this.runDirectory(attempt), 'log'))) this.followLog(this.runDirectory(attempt));
  }

  /** A new agent starts with an empty back-off. */
  private forgetFailures(run: ContainerRun): void {
    this.state = { ...this.state, current: { ...run, failures: 0 } };
  }

  /** The first signals of an orderly end: preStop, SIGTERM, and SIGKILL when the grace period is over. */
  async stop(graceMs: number, why = `Stopping container ${this.place().container.name}`): Promise<void> {
    if (this.process === undefined || this.state.stopping) return;
    this.state = { ...this.state, stopping: true };
    const deadlineMs = this.now() + graceMs;
    this.event('Normal', 'Killing', why);
    this.limitGrace(graceMs);
    const hook = this.place().container.lifecycle?.preStop;
    if (hook !== undefined && this.state.current?.phase === 'running' && graceMs > 0) {
      const result = await this.handle(hook, graceMs);
      if (!result.ok) this.event('Warning', 'FailedPreStopHook', `PreStopHook failed: ${result.message}`);
    }
    this.process?.signal('SIGTERM');
    this.limitGrace(Math.max(deadlineMs - this.now(), graceMs === 0 ? 0 : GRACE_AFTER_HOOK_MS));
  }

  /** Brings the end of the grace period forward. */
  limitGrace(graceMs: number): void {
    clearTimeout(this.killTimer);
    this.killTimer = setTimeout(() => this.process?.signal('SIGKILL'), graceMs);
  }

  /** Ends every process at once; no other run is started. */
  kill(): void {
    this.isClosed = true;
    this.process?.signal('SIGKILL');
  }

  /** Notes that the coming end is the node's doing, then sends SIGTERM. */
  stopWithNode(): void {
    this.isClosed = true;
    if (this.process === undefined) return;
    markStoppedWithNode(this.process.directory);
    this.stopProbes();
    this.process.signal('SIGTERM');
  }

  /** Resolves when the current run has ended; at once when there is none. */
  whenEnded(): Promise<void> {
    return this.process === undefined ? Promise.resolve() : this.ended;
  }

  /** Forgets everything and leaves the process running. */
  detach(): void {
    this.isClosed = true;
    this.stopProbes();
    clearTimeout(this.killTimer);
    this.process?.detach();
    this.log?.close();
  }

  /** Where the output of a run is. */
  runDirectory(attempt: number): string {
    return path.join(this.directory, String(attempt));
  }

  /** What a client attaches to; undefined while nothing runs. */
  attachTarget(): AttachTarget | undefined {
    return this.process === undefined ? undefined : { directory: this.process.directory, pid: this.process.pid, input: this.process.input, ended: this.ended };
  }

  /** What a command joins; undefined while nothing runs. */
  target(): ExecTarget | undefined {
    const pid = this.process?.pid;
    const directory = this.process?.directory;
    const launch = directory === undefined ? undefined : readLaunch(directory);
    return pid === undefined || directory === undefined || launch === undefined ? undefined : { pid, directory, launch, groups: this.place().context.cgroups.entrances(this.cgroup(launch.attempt)) };
  }

  /** Notes why a start is not possible. */
  fail(reason: string, message: string): void {
    if (this.state.problem?.message !== message) this.event('Warning', 'Failed', `Error: ${message}`);
    this.state = { ...this.state, problem: { reason, message, retryAtMs: this.now() + RETRY_MS } };
  }

  /** What was missing may be there now. */
  retry(): void {
    if (this.state.problem === undefined) return;
    this.state = { ...this.state, problem: { ...this.state.problem, retryAtMs: 0 } };
    this.onChange();
  }

  private limit(attempt: number): void {
    const { context, container } = this.place();
    const problem = context.cgroups.create(this.cgroup(attempt), container);
    if (problem !== undefined && container.resources?.limits !== undefined) this.event('Warning', 'LimitsNotEnforced', problem);
  }

  private listener(attempt: number, adopted = false): { onRunning(): void; onExit(exit: ProcessExit): void } {
    return { onRunning: () => this.onRunning(attempt, adopted), onExit: (exit) => this.onExit(attempt, exit) };
  }

  private onRunning(attempt: number, adopted: boolean): void {
    const current = this.state.current;
    if (current?.attempt !== attempt || current.phase === 'exited') return;
    this.state = { ...this.state, current: { ...current, phase: 'running' } };
    const known = adopted ? this.statusBefore(attempt) : undefined;
    if (known !== undefined) this.state = { ...this.state, started: known.started, ready: known.ready };
    else this.event('Normal', 'Started', `Started container ${this.place().container.name}`);
    void this.bringUp(attempt, known?.started === true);
  }

  private async bringUp(attempt: number, wasUp: boolean): Promise<void> {
    const { lifecycle, startupProbe } = this.place().container;
    if (!wasUp && lifecycle?.postStart !== undefined) {
      this.onChange();
      const result = await this.handle(lifecycle.postStart, HOOK_TIMEOUT_MS);
      if (this.state.current?.attempt !== attempt || this.state.current.phase !== 'running') return;
      if (!result.ok) {
        this.event('Warning', 'FailedPostStartHook', `PostStartHook failed: ${result.message}`);
        void this.stop(this.graceMs());
        return;
      }
    }
    if (wasUp || startupProbe === undefined) this.onStarted(wasUp);
    else this.addProbe('Startup', startupProbe, (verdict) => (verdict === 'success' ? this.onStarted(false) : this.restart('startup', startupProbe)));
    this.onChange();
  }

  private onStarted(wasUp: boolean): void {
    this.stopProbes();
    const { readinessProbe, livenessProbe } = this.place().container;
    this.state = { ...this.state, started: true, ready: readinessProbe === undefined || (wasUp && this.state.ready) };
    if (readinessProbe !== undefined) this.addProbe('Readiness', readinessProbe, (verdict) => this.setReady(verdict === 'success'));
    if (livenessProbe !== undefined) this.addProbe('Liveness', livenessProbe, (verdict) => verdict === 'failure' && this.restart('liveness', livenessProbe));
    this.onChange();
  }

  private setReady(ready: boolean): void {
    if (this.state.ready === ready) return;
    this.state = { ...this.state, ready };
    this.onChange();
  }

  private restart(kind: string, probe: Probe): void {
    this.stopProbes();
    const graceMs = probe.terminationGracePeriodSeconds === undefined ? this.graceMs() : probe.terminationGracePeriodSeconds * 1000;
    void this.stop(graceMs, `Container ${this.place().container.name} failed ${kind} probe, will be restarted`);
  }

  private addProbe(kind: string, probe: Probe, onVerdict: (verdict: 'success' | 'failure') => void): void {
    const runner = new ProbeRunner(probe, {
      check: () => this.handle(probe, (probe.timeoutSeconds ?? 1) * 1000),
      onVerdict: (verdict) => onVerdict(verdict),
      onFailure: (result) => this.event('Warning', 'Unhealthy', `${kind} probe failed: ${result.message}`),
    });
    this.probes.push(runner);
    runner.start(firstProbeMs(probe, this.state.current?.startedAtMs ?? this.now(), this.now()));
  }

  private handle(handler: Handler, timeoutMs: number): Promise<HandlerResult> {
    const { container, facts } = this.place();
    return runHandler(handler, {
      container,
      address: facts.address,
      run: (command, signal) => {
        const target = this.target();
        return target === undefined ? Promise.reject(new Error('the container is not running')) : runToEnd(target, command, signal);
      },
    }, timeoutMs);
  }

  private onExit(attempt: number, exit: ProcessExit): void {
    const current = this.state.current;
    this.stopProbes();
    clearTimeout(this.killTimer);
    this.log?.close();
    this.process = undefined;
    if (current?.attempt === attempt) {
      const { context, container, pod } = this.place();
      const outOfMemory = context.cgroups.wasOutOfMemory(this.cgroup(attempt));
      const ended = endRun(this.runDirectory(attempt), current, exit, { container, outOfMemory, nowMs: this.now() });
      context.cgroups.remove(this.cgroup(attempt));
      if (isHeldBack(pod, container, ended, context.backoff)) this.event('Warning', 'BackOff', `Back-off restarting failed container ${container.name} in pod ${pod.metadata.name}_${pod.metadata.namespace ?? ''}(${pod.metadata.uid ?? ''})`);
      this.state = { current: ended, ...(this.state.previous === undefined ? {} : { previous: this.state.previous }), started: false, ready: false, stopping: false };
    }
    this.resolveEnded();
    this.onChange();
  }

  private statusBefore(attempt: number): { started: boolean; ready: boolean } | undefined {
    const { pod, container } = this.place();
    const statuses = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
    return statuses.find((status) => status.name === container.name && status.containerID === containerId(pod, container.name, attempt));
  }

  private followLog(directory: string): void {
    const { context } = this.place();
    this.log = new LogIndex(directory, context.logLimitBytes, context.settings.clock);
    this.log.open();
  }

  private stopProbes(): void {
    for (const probe of this.probes) probe.stop();
    this.probes = [];
  }

  private cgroup(attempt: number): string {
    const { pod, container } = this.place();
    return `${pod.metadata.uid ?? ''}.${container.name}.${attempt}`;
  }

  private graceMs(): number {
    return (this.place().pod.spec.terminationGracePeriodSeconds ?? 30) * 1000;
  }

  private now(): number {
    return this.place().context.settings.clock();
  }

  private event(type: 'Normal' | 'Warning', reason: string, message: string): void {
    const { context, pod } = this.place();
    context.events.record(pod, type, reason, message);
  }
}
