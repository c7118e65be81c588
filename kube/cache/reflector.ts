/**
 * Keeps an `ObjectStore` equal to the API server: lists, then watches from there, for ever.
 *
 * Whatever goes wrong (refused, cut, silent, an unknown event) it waits with growing, jittered pauses and goes on from
 * the last version it saw; when that version is too old (410) it lists again and tells the difference as changes.
 */
import { errorMessage } from '../error-message.js';
import { backoffDelayMs, type Backoff } from '../backoff.js';
import type { Watcher, Selection } from '../client/kube-connection.js';
import { pause, type Clock } from '../clock.js';
import { KubeError } from '../kube-error.js';
import type { Kind, KubeObject } from '../kube-object.js';
import type { Logger } from '../logger.js';
import type { Change } from './kube-cache.js';
import type { ObjectStore } from './object-store.js';

/** What a reflector needs of the world. */
export interface ReflectorDependencies {
  readonly watcher: Watcher;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
  /** Called with every change after the store has it. Must not throw. */
  readonly onChange: (change: Change) => void;
  /** Called after each list. */
  readonly onListed: () => void;
}

/** Waits and sizes of a reflector. */
export interface ReflectorSettings extends Backoff {
  /** Objects asked for in one page. */
  readonly pageSize: number;
  /** A watch without a byte for so long is cut and begun again; above a minute, since bookmarks come about once a minute. */
  readonly idleTimeoutMs: number;
}

/** Settings where none are given. */
export const REFLECTOR_DEFAULTS: ReflectorSettings = { minMs: 250, maxMs: 15_000, pageSize: 500, idleTimeoutMs: 150_000 };

/** The object without what is large and which nobody here reads: the record of who owns which field, the images on a node. */
const withoutOwnership = (object: KubeObject): KubeObject => {
  delete (object.metadata as { managedFields?: unknown }).managedFields;
  if (object.kind === 'Node') delete (object as { status?: unknown }).status;
  return object;
};

/** True when the version we would go on from is gone on the server. */
const isGone = (error: unknown): boolean => error instanceof KubeError && (error.code === 410 || error.reason === 'Expired');

/** Keeps one kind (in one namespace or all) current. */
export class Reflector {
  readonly #abort = new AbortController();
  #running: Promise<void> | undefined;
  #resourceVersion = '';
  #failures = 0;

  constructor(
    private readonly target: { readonly kind: Kind; readonly selection: Selection; readonly store: ObjectStore },
    private readonly dependencies: ReflectorDependencies,
    private readonly settings: ReflectorSettings = REFLECTOR_DEFAULTS,
  ) {}

  /** True from a failure until something arrives again. */
  get failing(): boolean {
    return this.#failures > 0;
  }

  /** Begins; does nothing the second time. */
  start(): void {
    this.#running ??= this.#run(this.#abort.signal);
  }

  /** Ends for good; resolves when nothing is under way. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        if (this.#resourceVersion === '') await this.#list(signal);
        await this.#watch(signal);
        this.#failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        this.#failed(error);
        const delayMs = backoffDelayMs(this.settings, this.#failures, this.dependencies.random);
        await pause(this.dependencies.clock, delayMs, signal);
      }
    }
  }

  #failed(error: unknown): void {
    const { kind } = this.target.kind;
    this.#failures += 1;
    if (isGone(error)) {
      this.#resourceVersion = '';
      this.dependencies.logger.debug({ kind }, 'the watch fell too far behind; listing again');
      return;
    }
    const message = errorMessage(error);
    this.dependencies.logger.warn({ kind, failures: this.#failures, error: message }, 'watching failed; trying again');
  }

  async #list(signal: AbortSignal): Promise<void> {
    const { kind, selection, store } = this.target;
    const seen = new Map<string, KubeObject>();
    let continueToken: string | undefined;
    let resourceVersion = '';
    do {
      const page = await this.dependencies.watcher.listPage(kind, selection, { limit: this.settings.pageSize, continueToken, signal });
      for (const object of page.items) seen.set(`${object.metadata.namespace ?? ''}/${object.metadata.name}`, withoutOwnership(object));
      continueToken = page.continueToken;
      resourceVersion = page.resourceVersion;
    } while (continueToken !== undefined);
    if (signal.aborted) return;
    for (const known of store.list({ namespace: selection.namespace })) {
      if (!seen.has(`${known.metadata.namespace ?? ''}/${known.metadata.name}`)) this.#tell(store.remove(known));
    }
    for (const object of seen.values()) this.#tell(store.put(object));
    this.#resourceVersion = resourceVersion;
    this.#failures = 0;
    this.dependencies.onListed();
  }

  async #watch(signal: AbortSignal): Promise<void> {
    const { kind, selection, store } = this.target;
    const { idleTimeoutMs } = this.settings;
    const from = { resourceVersion: this.#resourceVersion, signal, idleTimeoutMs };
    for await (const { type, object } of this.dependencies.watcher.watch(kind, selection, from)) {
      if (type === 'ADDED' || type === 'MODIFIED') this.#tell(store.put(withoutOwnership(object)));
      else if (type === 'DELETED') this.#tell(store.remove(object));
      this.#failures = 0;
      this.#resourceVersion = object.metadata.resourceVersion ?? this.#resourceVersion;
    }
  }

  #tell(changes: readonly Change[]): void {
    for (const change of changes) this.dependencies.onChange(change);
  }
}
