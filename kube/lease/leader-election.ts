/**
 * Leader election on a Lease: of several processes one acts. A holder that cannot renew stops acting before anyone else
 * may begin: it gives up after `renewDeadlineMs`, others wait for the longer `leaseDurationMs`, counted on their own
 * clocks from the last change that they saw. Every write compares the resourceVersion, so two never hold it together.
 */
import { errorMessage } from '../error-message.js';
import type { KubeClient } from '../client/kube-client.js';
import { pause, type Clock } from '../clock.js';
import { LEASE, type Lease, type LeaseSpec } from '../core-kinds.js';
import { KubeError } from '../kube-error.js';
import type { Key } from '../kube-object.js';
import type { Logger } from '../logger.js';

/** Times of an election, in milliseconds. */
export interface LeaseTimes {
  /** How long others wait for a holder that is silent. */
  readonly leaseDurationMs: number;
  /** After how long without renewal a holder gives up by itself. Must be shorter than `leaseDurationMs`. */
  readonly renewDeadlineMs: number;
  /** Pause between tries. */
  readonly retryPeriodMs: number;
}

/** Times where none are given; the usual ones of Kubernetes. */
export const LEASE_TIMES_DEFAULT: LeaseTimes = { leaseDurationMs: 15_000, renewDeadlineMs: 10_000, retryPeriodMs: 2_000 };

/** What an election works with. */
export interface ElectionOptions {
  readonly client: KubeClient;
  readonly lease: Key;
  /** Who we are; unique among all that take part. */
  readonly identity: string;
  /** Called when we begin to lead; what it returns is called when we stop, before the lease is let go. */
  readonly lead: () => () => Promise<void>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
  readonly times?: LeaseTimes;
}

/** A running election. */
export interface Election {
  /** Whether we lead now. */
  readonly leading: boolean;
  /** Who leads, as far as we know. */
  readonly leader: string | undefined;
  /** Stops leading, lets the lease go so that others need not wait, and ends. */
  stop(): Promise<void>;
}

const MANAGER = 'pgo-lease';
/** How precisely Kubernetes writes times of leases: microseconds. */
const microTime = (ms: number): string => new Date(ms).toISOString().replace('Z', '000Z');

/** Takes part in an election until stopped. */
export const startElection = (options: ElectionOptions): Election => new LeaseElection(options);

class LeaseElection implements Election {
  readonly #abort = new AbortController();
  readonly #times: LeaseTimes;
  readonly #running: Promise<void>;
  #stopLeading: (() => Promise<void>) | undefined;
  #lease: Lease | undefined;
  /** The last version that we saw and when we first saw it, on our own clock. */
  #seen: { version: string; atMs: number } | undefined;
  #renewedAtMs = 0;

  constructor(private readonly options: ElectionOptions) {
    this.#times = options.times ?? LEASE_TIMES_DEFAULT;
    this.#running = this.#run();
  }

  get leading(): boolean {
    return this.#stopLeading !== undefined;
  }

  get leader(): string | undefined {
    const holder = this.#lease?.spec?.holderIdentity;
    return holder === '' ? undefined : holder;
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#running;
    const held = this.leading;
    await this.#end();
    if (held) await this.#release();
  }

  async #run(): Promise<void> {
    const { clock, random, logger } = this.options;
    while (!this.#abort.signal.aborted) {
      try {
        await this.#round();
      } catch (error) {
        logger.warn({ error: errorMessage(error) }, 'the leader lease could not be renewed or taken');
      }
      if (this.leading && clock.now() - this.#renewedAtMs > this.#times.renewDeadlineMs) await this.#end();
      await pause(clock, this.#times.retryPeriodMs * (0.8 + random() * 0.4), this.#abort.signal);
    }
  }

  /** One look at the lease: renew what is ours, take what is free. */
  async #round(): Promise<void> {
    if (this.leading && this.#lease !== undefined && await this.#renewKnown(this.#lease)) return;
    const { client, lease: key, clock } = this.options;
    const current = await client.get(LEASE, key);
    this.#notice(current);
    const holder = current?.spec?.holderIdentity ?? '';
    const mine = holder === this.options.identity;
    if (!mine && this.leading) await this.#end();
    if (!mine && holder !== '' && !this.#expired(current)) return;
    const startedAtMs = clock.now();
    try {
      this.#notice(await this.#write(current, mine));
    } catch (error) {
      // Another one was faster: we look again after the pause.
      if (error instanceof KubeError && error.code === 409) return;
      throw error;
    }
    this.#renewedAtMs = startedAtMs;
    this.#begin();
  }

  /** Renews the lease as we left it, without reading it first; false when it is not like that any more. */
  async #renewKnown(lease: Lease): Promise<boolean> {
    const startedAtMs = this.options.clock.now();
    try {
      this.#notice(await this.#write(lease, true));
    } catch (error) {
      if (error instanceof KubeError && (error.code === 409 || error.code === 404)) return false;
      throw error;
    }
    this.#renewedAtMs = startedAtMs;
    return true;
  }

  #notice(lease: Lease | undefined): void {
    this.#lease = lease;
    const version = lease?.metadata.resourceVersion ?? '';
    if (this.#seen?.version !== version) this.#seen = { version, atMs: this.options.clock.now() };
  }

  #expired(lease: Lease | undefined): boolean {
    const durationMs = (lease?.spec?.leaseDurationSeconds ?? 0) * 1000;
    return this.options.clock.now() - (this.#seen?.atMs ?? 0) > durationMs;
  }

  #write(current: Lease | undefined, mine: boolean): Promise<Lease> {
    const { client, lease: { namespace, name }, identity, clock } = this.options;
    const now = microTime(clock.now());
    const spec: LeaseSpec = {
      holderIdentity: identity, leaseDurationSeconds: Math.ceil(this.#times.leaseDurationMs / 1000), renewTime: now,
      ...(mine ? {} : { acquireTime: now, leaseTransitions: (current?.spec?.leaseTransitions ?? 0) + (current === undefined ? 0 : 1) }),
    };
    if (current === undefined) {
      return client.create(LEASE, { apiVersion: LEASE.apiVersion, kind: LEASE.kind, metadata: { namespace, name }, spec }, { manager: MANAGER });
    }
    const patch = { metadata: { resourceVersion: current.metadata.resourceVersion }, spec };
    return client.mergePatch(LEASE, { namespace, name }, patch, { manager: MANAGER });
  }

  #begin(): void {
    if (this.#stopLeading !== undefined || this.#abort.signal.aborted) return;
    this.options.logger.info({ identity: this.options.identity }, 'this process leads');
    this.#stopLeading = this.options.lead();
  }

  async #end(): Promise<void> {
    const stop = this.#stopLeading;
    this.#stopLeading = undefined;
    if (stop === undefined) return;
    this.options.logger.info({ identity: this.options.identity }, 'this process no longer leads');
    await stop();
  }

  async #release(): Promise<void> {
    const { client, lease: key, logger } = this.options;
    try {
      const patch = { metadata: { resourceVersion: this.#lease?.metadata.resourceVersion }, spec: { holderIdentity: '', leaseDurationSeconds: 1 } };
      await client.mergePatch(LEASE, key, patch, { manager: MANAGER });
    } catch (error) {
      logger.debug({ error: errorMessage(error) }, 'the leader lease was not let go; it runs out by itself');
    }
  }
}
