import fs from 'node:fs/promises';
import path from 'node:path';
import { PODS } from './api-reader.js';
import type { ContainerPlace } from './container-launch.js';
import { ContainerRuntime } from './container-runtime.js';
import type { NodeContext } from './node-context.js';
import { allContainers, isOver, shownMetadata, type Pod } from './pod.js';
import type { NodeFacts } from './pod-field.js';
import { writeHosts, writePodFiles } from './pod-files.js';
import { planPod, type PodAction } from './plan-pod.js';
import { openRecord, type PodRecord } from './pod-record.js';
import { podStatus } from './pod-status.js';
import type { PodEnd, PodState } from './pod-state.js';
import { PodVolumes, requireFreeClaims } from './pod-volumes.js';
import { StatusWriter } from './status-writer.js';

const RETRY_MS = 2_000;
/** A pod that waits no longer than this for what it is made of, such as a new claim's volume, is not worth a warning. */
const QUIET_MS = 1_500;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Does for one pod what the plan says, one step after the other, and keeps its status in the API true. */
export class PodWorker {
  private readonly directory: string;
  private readonly volumes: PodVolumes;
  private readonly status: StatusWriter;
  private readonly containers = new Map<string, ContainerRuntime>();
  private readonly record: PodRecord;
  private prepared = false;
  private problem: { message: string; retryAtMs: number; isTold: boolean } | undefined;
  private end: PodEnd | undefined;
  /** Files that come from API objects may have to be written again. */
  private isStale = false;
  private isGone = false;
  private isDetached = false;
  private visiting = false;
  private visitAgain = false;
  private timer: NodeJS.Timeout | undefined;
  private tokenTimer: NodeJS.Timeout | undefined;

  constructor(private readonly context: NodeContext, private pod: Pod, private readonly onRemoved: () => void) {
    this.directory = path.join(context.podsDirectory, pod.metadata.uid ?? '');
    this.volumes = new PodVolumes(context, this.directory);
    this.record = openRecord(this.directory, pod, context);
    this.status = new StatusWriter(context.access, {
      current: () => this.pod,
      statusFor: (found) => podStatus({ ...this.state(), pod: found }, this.now(), context.backoff),
      onWritten: (written) => this.take(written),
      isOver: () => this.isGone || this.isDetached,
      onError: (error) => {
        this.warn(error, 'the status of a pod could not be written');
        this.wakeAt(this.now() + RETRY_MS);
      },
    });
    for (const container of allContainers(pod)) {
      const runtime = new ContainerRuntime(() => this.placeOf(container.name), path.join(this.directory, 'containers', container.name), () => this.visit());
      this.containers.set(container.name, runtime);
    }
    this.adopt();
  }

  /** The pod's object has changed. */
  update(pod: Pod): void {
    const graceChanged = pod.metadata.deletionTimestamp !== this.pod.metadata.deletionTimestamp;
    const shown = shownMetadata(this.pod);
    if (!this.take(pod)) return;
    if (shownMetadata(pod) !== shown) this.isStale = true;
    if (graceChanged && pod.metadata.deletionTimestamp !== undefined) this.shortenGrace(Date.parse(pod.metadata.deletionTimestamp));
    this.visit();
  }

  /** The pod's object is no more: every process ends now, and then its directory goes. */
  gone(): void {
    this.isGone = true;
    for (const runtime of this.containers.values()) runtime.kill();
    this.visit();
  }

  /** Something that the pod may wait for or be made of has changed. */
  refresh(): void {
    this.isStale = true;
    this.problem = undefined;
    for (const runtime of this.containers.values()) runtime.retry();
    this.visit();
  }

  refreshNames(): void {
    if (this.prepared && !this.isGone) writeHosts(this.directory, this.pod, this.record.address, this.context.names.names());
  }

  /** Whether the pod reads this ConfigMap or Secret, or waits for anything at all. */
  uses(namespace: string, name: string): boolean {
    if (namespace !== this.pod.metadata.namespace) return false;
    return !this.prepared || JSON.stringify(this.record.pod.spec).includes(`"${name}"`);
  }

  /** Whether processes of a pod that no longer exists still hold this claim. */
  holdsClaim(namespace: string, claimName: string): boolean {
    return this.isGone && namespace === this.pod.metadata.namespace && (this.pod.spec.volumes ?? []).some((volume) => volume.persistentVolumeClaim?.claimName === claimName);
  }

  runtime(container: string): ContainerRuntime | undefined {
    return this.containers.get(container);
  }

  get address(): string {
    return this.record.address;
  }

  /** The pod, unless it has come to its end or is on its way out. */
  get livingPod(): Pod | undefined {
    return this.isGone || this.pod.metadata.deletionTimestamp !== undefined || isOver(this.pod) ? undefined : this.pod;
  }

  /** Ends the pod for good; its object stays and tells why. */
  finish(end: PodEnd, type: 'Normal' | 'Warning'): void {
    this.end = end;
    this.context.events.record(this.pod, type, end.reason, end.message);
    this.visit();
  }

  stopWithNode(): Promise<void> {
    this.isDetached = true;
    clearTimeout(this.timer);
    for (const runtime of this.containers.values()) runtime.stopWithNode();
    return Promise.all([...this.containers.values()].map((runtime) => runtime.whenEnded())).then(() => undefined);
  }

  kill(): void {
    for (const runtime of this.containers.values()) runtime.kill();
  }

  detach(): void {
    this.isDetached = true;
    clearTimeout(this.timer);
    for (const runtime of this.containers.values()) runtime.detach();
  }

  /** Plans and acts; when it is under way already, once more afterwards. */
  visit(): void {
    this.visitAgain = true;
    if (this.visiting || this.isDetached) return;
    this.visiting = true;
    void this.run().finally(() => {
      this.visiting = false;
      if (this.visitAgain) this.visit();
    });
  }

  /** Takes over what runs; nothing is planned before all of it is known. */
  private adopt(): void {
    this.visiting = true;
    for (const runtime of this.containers.values()) runtime.adopt();
    this.visiting = false;
    const { phase, reason, message = '' } = this.pod.status ?? {};
    if (phase === 'Failed' && reason !== undefined) this.end = { reason, message };
    this.prepared = [...this.containers.values()].some(({ state }) => state.current !== undefined);
    this.isStale = this.prepared;
  }

  private async run(): Promise<void> {
    while (this.visitAgain && !this.isDetached) {
      this.visitAgain = false;
      try {
        await this.step();
      } catch (error) {
        this.warn(error, 'a step for the pod failed; it is tried again');
        this.wakeAt(this.now() + RETRY_MS);
      }
    }
  }

  private async step(): Promise<void> {
    if (this.isGone) return this.cleanUp();
    if (this.isStale && this.prepared) await this.bringUpToDate();
    const plan = planPod(this.state(), this.now(), this.context.backoff);
    if (plan.wakeAtMs !== undefined) this.wakeAt(plan.wakeAtMs);
    const isLast = plan.actions.some(({ type }) => type === 'remove');
    const written = this.status.write();
    if (isLast) await written;
    for (const action of plan.actions) {
      if (this.isGone || this.isDetached) return;
      await this.perform(action);
    }
    void this.status.write();
  }

  private async perform(action: PodAction): Promise<void> {
    switch (action.type) {
      case 'prepare': return this.prepare();
      case 'start': return this.containers.get(action.container)?.start(action.attempt, action.failures);
      case 'stop': return void this.containers.get(action.container)?.stop(action.graceMs);
      case 'end': return this.finish(action.end, 'Normal');
      case 'remove': return this.remove();
    }
  }

  private async prepare(): Promise<void> {
    try {
      requireFreeClaims(this.context, this.pod);
      writePodFiles(this.directory, this.pod, this.record.address, this.context.names.names());
      await this.volumes.prepare(this.pod, this.facts());
      this.prepared = true;
      this.problem = undefined;
      this.wakeForTokens();
      this.visit();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const isOld = this.now() - this.record.startTimeMs > QUIET_MS;
      const wasTold = this.problem?.message === message && this.problem.isTold;
      if (isOld && !wasTold) this.context.events.record(this.pod, 'Warning', 'FailedMount', message);
      this.problem = { message, retryAtMs: this.now() + RETRY_MS, isTold: isOld || wasTold };
      this.visit();
    }
  }

  private async bringUpToDate(): Promise<void> {
    this.isStale = false;
    if (this.livingPod === undefined) return;
    await this.volumes.refresh(this.pod, this.facts()).catch((error: unknown) => this.warn(error, 'a volume could not be brought up to date'));
    this.wakeForTokens();
  }

  private async remove(): Promise<void> {
    const { name, namespace, uid, deletionGracePeriodSeconds, finalizers } = this.pod.metadata;
    if (deletionGracePeriodSeconds === 0 && (finalizers ?? []).length > 0) return;
    await this.context.access.delete(PODS, { namespace, name }, { gracePeriodSeconds: 0, ...(uid === undefined ? {} : { preconditions: { uid } }) });
  }

  private async cleanUp(): Promise<void> {
    clearTimeout(this.timer);
    await Promise.all([...this.containers.values()].map((runtime) => runtime.whenEnded()));
    await fs.rm(this.directory, { recursive: true, force: true });
    this.detach();
    this.context.addresses.free(this.pod.metadata.uid ?? '');
    this.onRemoved();
  }

  /** The newest state of the object wins, whichever way it came. */
  private take(pod: Pod): boolean {
    const isNewer = Number(pod.metadata.resourceVersion) > Number(this.pod.metadata.resourceVersion);
    if (isNewer) this.pod = pod;
    return isNewer;
  }

  private state(): PodState {
    return {
      pod: this.pod,
      address: this.record.address,
      hostAddress: this.context.hostAddress,
      prepared: this.prepared,
      startTimeMs: this.record.startTimeMs,
      containers: new Map([...this.containers].map(([name, runtime]) => [name, runtime.state])),
      ...(this.problem === undefined ? {} : { problem: this.problem }),
      ...(this.end === undefined ? {} : { end: this.end }),
    };
  }

  private placeOf(name: string): ContainerPlace {
    const container = allContainers(this.pod).find((found) => found.name === name) ?? allContainers(this.record.pod).find((found) => found.name === name);
    if (container === undefined) throw new Error(`pod ${this.pod.metadata.name} has no container ${name}`);
    return { context: this.context, pod: this.pod, container, podDirectory: this.directory, volumes: this.volumes, facts: this.facts() };
  }

  private facts(): NodeFacts {
    const { hostAddress, cpus, memoryBytes } = this.context;
    return { address: this.record.address, hostAddress, cpus, memoryBytes };
  }

  private shortenGrace(deadlineMs: number): void {
    for (const runtime of this.containers.values()) if (runtime.state.stopping) runtime.limitGrace(Math.max(deadlineMs - this.now(), 0));
  }

  private wakeForTokens(): void {
    if (this.volumes.renewAtMs === undefined || this.isGone || this.isDetached) return;
    clearTimeout(this.tokenTimer);
    this.tokenTimer = setTimeout(() => this.refresh(), Math.min(Math.max(this.volumes.renewAtMs - this.now(), RETRY_MS), LONGEST_TIMER_MS));
    this.tokenTimer.unref();
  }

  private wakeAt(timeMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.visit(), Math.min(Math.max(timeMs - this.now(), 0), LONGEST_TIMER_MS));
  }

  private now(): number {
    return this.context.settings.clock();
  }

  private warn(error: unknown, message: string): void {
    const { namespace, name } = this.pod.metadata;
    this.context.settings.logger.warn({ error: String(error), pod: `${namespace}/${name}` }, message);
  }
}
