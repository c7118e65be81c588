import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { ApiAccess } from '../api-access.js';
import type { KubeObject } from '../object.js';
import { EVENTS } from './api-reader.js';
import { timestamp } from './pod-status.js';

const BURST = 25;
const REFILL_MS = 10_000;
const REMEMBERED = 1_000;

interface Seen {
  readonly name: string;
  count: number;
}

/** Writes Events about pods, the node and workloads: the same one again only counts up, and at most a burst of them for one object. */
export class EventRecorder {
  private readonly seen = new Map<string, Seen>();
  private readonly budget = new Map<string, { left: number; atMs: number }>();

  constructor(
    private readonly access: ApiAccess,
    private readonly options: { readonly nodeName: string; /** Who reports; default the kubelet. */ readonly component?: string; readonly clock: () => number; readonly logger: Logger },
  ) {}

  /** Never fails: an Event that cannot be written is only logged. */
  record(about: KubeObject, type: 'Normal' | 'Warning', reason: string, message: string): void {
    if (!this.mayWrite(about.metadata.uid ?? '')) return;
    void this.write(about, { type, reason, message }).catch((error: unknown) => this.options.logger.debug({ error: String(error), reason }, 'an Event could not be written'));
  }

  private async write(about: KubeObject, event: { type: string; reason: string; message: string }): Promise<void> {
    const now = timestamp(this.options.clock());
    const key = JSON.stringify([about.metadata.uid, event]);
    const namespace = about.metadata.namespace ?? 'default';
    const seen = this.seen.get(key);
    if (seen !== undefined) {
      seen.count += 1;
      const patched = await this.access.mergePatch(EVENTS, { namespace, name: seen.name }, { count: seen.count, lastTimestamp: now }).catch(() => undefined);
      if (patched !== undefined) return;
    }
    const name = `${about.metadata.name}.${randomBytes(8).toString('hex')}`;
    const { component = 'kubelet', nodeName } = this.options;
    const { metadata: { name: involved, uid, resourceVersion }, kind, apiVersion } = about;
    this.remember(key, { name, count: 1 });
    await this.access.create(EVENTS, {
      apiVersion: 'v1', kind: 'Event', metadata: { name, namespace }, ...event, count: 1, firstTimestamp: now, lastTimestamp: now,
      involvedObject: { kind, apiVersion, name: involved, ...(about.metadata.namespace === undefined ? {} : { namespace }), uid, resourceVersion },
      source: { component, ...(nodeName === '' ? {} : { host: nodeName }) }, reportingComponent: component, reportingInstance: nodeName,
    });
  }

  private remember(key: string, seen: Seen): void {
    this.seen.set(key, seen);
    const oldest = this.seen.keys().next();
    if (this.seen.size > REMEMBERED && oldest.done !== true) this.seen.delete(oldest.value);
  }

  private mayWrite(uid: string): boolean {
    const nowMs = this.options.clock();
    const found = this.budget.get(uid) ?? { left: BURST, atMs: nowMs };
    const left = Math.min(BURST, found.left + (nowMs - found.atMs) / REFILL_MS);
    this.budget.delete(uid);
    this.budget.set(uid, { left: left >= 1 ? left - 1 : left, atMs: nowMs });
    const oldest = this.budget.keys().next();
    if (this.budget.size > REMEMBERED && oldest.done !== true) this.budget.delete(oldest.value);
    return left >= 1;
  }
}
