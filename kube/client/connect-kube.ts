import { systemClock, type Clock } from '../clock.js';
import { KubeError } from '../kube-error.js';
import type { Key, Kind, KubeObject } from '../kube-object.js';
import { execInPod } from './exec.js';
import { forwardToPod } from './forward-to-pod.js';
import type { KubeAccess } from './kube-access.js';
import type { DeleteOptions, WriteOptions } from './kube-client.js';
import type { KubeConnection, ListPage, LogOptions, Selection, ServerVersion, WatchEvent } from './kube-connection.js';
import { KubeTransport, type TransportSettings } from './kube-transport.js';
import { keyPath, objectPath } from './object-path.js';
import { streamLines } from './stream-lines.js';
import { watchEvents } from './watch-events.js';
import { POD } from '../core-kinds.js';

/** Objects asked for in one page of a list. */
const PAGE_SIZE = 500;
/** Longest log line that is passed on whole, in bytes. */
const LOG_LINE_BYTES_MAX = 64 * 1024;

const APPLY_PATCH = 'application/apply-patch+yaml';
const MERGE_PATCH = 'application/merge-patch+json';

/** What a connection needs beside its access; every part has a default. */
export interface ConnectOptions {
  readonly settings?: TransportSettings;
  readonly clock?: Clock;
  readonly random?: () => number;
  /** Told of every answer by its status code; 0 when none came. */
  readonly onAnswer?: (method: string, code: number) => void;
}

/** Objects in lists carry no apiVersion and kind; they get them here so that every object is whole. */
const whole = <T extends KubeObject>(kind: Kind<T>, item: T): T => ({ ...item, apiVersion: kind.apiVersion, kind: kind.kind });

const dryRun = (options: WriteOptions): { dryRun?: string } => (options.dryRun === true ? { dryRun: 'All' } : {});

/** Opens a connection to an API server. Nothing is sent before the first call. */
export const connectKube = (access: KubeAccess, options: ConnectOptions = {}): KubeConnection =>
  new HttpKubeConnection(new KubeTransport(
    access, { clock: options.clock ?? systemClock, random: options.random ?? Math.random, onAnswer: options.onAnswer }, options.settings,
  ));

class HttpKubeConnection implements KubeConnection {
  constructor(private readonly transport: KubeTransport) {}

  async get<T extends KubeObject>(kind: Kind<T>, key: Key): Promise<T | undefined> {
    try {
      return await this.transport.json<T>({ method: 'GET', path: keyPath(kind, key), idempotent: true });
    } catch (error) {
      if (error instanceof KubeError && error.code === 404) return undefined;
      throw error;
    }
  }

  async list<T extends KubeObject>(kind: Kind<T>, options: { namespace?: string; labelSelector?: string } = {}): Promise<T[]> {
    const found: T[] = [];
    let continueToken: string | undefined;
    do {
      const page: ListPage<T> = await this.listPage(kind, options, { limit: PAGE_SIZE, continueToken });
      found.push(...page.items);
      continueToken = page.continueToken;
    } while (continueToken !== undefined);
    return found;
  }

  async listPage<T extends KubeObject>(
    kind: Kind<T>, selection: Selection, page: { limit: number; continueToken?: string; signal?: AbortSignal },
  ): Promise<ListPage<T>> {
    const { labelSelector, fieldSelector } = selection;
    const answer = await this.transport.json<{ items?: T[] | null; metadata?: { resourceVersion?: string; continue?: string } }>({
      method: 'GET', path: objectPath(kind, selection.namespace === undefined ? {} : { namespace: selection.namespace }),
      query: { labelSelector, fieldSelector, limit: page.limit, continue: page.continueToken },
      idempotent: true, signal: page.signal,
    });
    return {
      items: (answer.items ?? []).map((item) => whole(kind, item)),
      resourceVersion: answer.metadata?.resourceVersion ?? '',
      continueToken: answer.metadata?.continue === '' ? undefined : answer.metadata?.continue,
    };
  }

  watch<T extends KubeObject>(
    kind: Kind<T>, selection: Selection, from: { resourceVersion: string; signal: AbortSignal; idleTimeoutMs: number },
  ): AsyncIterable<WatchEvent<T>> {
    return watchEvents(this.transport, kind, { ...selection, ...from });
  }

  create<T extends KubeObject>(kind: Kind<T>, object: T, options: WriteOptions): Promise<T> {
    const { namespace } = object.metadata;
    if (kind.namespaced && !namespace) throw new TypeError(`${kind.kind} ${object.metadata.name}: the object has no namespace`);
    return this.transport.json<T>({
      method: 'POST', path: objectPath(kind, namespace === undefined ? {} : { namespace }),
      query: { fieldManager: options.manager, ...dryRun(options) }, body: object, idempotent: false,
    });
  }

  apply<T extends KubeObject>(kind: Kind<T>, object: T, options: WriteOptions): Promise<T> {
    return this.#apply(keyPath(kind, object.metadata), object, options);
  }

  applyStatus<T extends KubeObject>(kind: Kind<T>, object: T, options: WriteOptions): Promise<T> {
    return this.#apply(keyPath(kind, object.metadata, 'status'), object, options);
  }

  #apply<T extends KubeObject>(path: string, object: T, options: WriteOptions): Promise<T> {
    return this.transport.json<T>({
      method: 'PATCH', path, contentType: APPLY_PATCH, body: object, idempotent: true,
      query: { fieldManager: options.manager, force: true, ...dryRun(options) },
    });
  }

  mergePatch<T extends KubeObject>(kind: Kind<T>, key: Key, patch: object, options: WriteOptions): Promise<T> {
    return this.transport.json<T>({
      method: 'PATCH', path: keyPath(kind, key), contentType: MERGE_PATCH, body: patch, idempotent: !comparesVersion(patch),
      query: { fieldManager: options.manager, ...dryRun(options) },
    });
  }

  async delete(kind: Kind, key: Key, options: DeleteOptions = {}): Promise<boolean> {
    const { uid, propagation, gracePeriodSeconds } = options;
    const body = {
      kind: 'DeleteOptions', apiVersion: 'v1', gracePeriodSeconds,
      propagationPolicy: propagation ?? 'Background',
      ...(uid === undefined ? {} : { preconditions: { uid } }),
    };
    try {
      await this.transport.json({ method: 'DELETE', path: keyPath(kind, key), body, idempotent: true });
      return true;
    } catch (error) {
      if (error instanceof KubeError && error.code === 404) return false;
      throw error;
    }
  }

  async *logs(pod: Key, options: LogOptions): AsyncGenerator<string> {
    const { container, follow, tailLines, sinceSeconds, previous, timestamps, signal } = options;
    const stream = await this.transport.stream({
      method: 'GET', path: keyPath(POD, pod, 'log'), idempotent: true, signal,
      query: { container, follow, tailLines, sinceSeconds, previous, timestamps },
    }, 0);
    try {
      yield* streamLines(stream, LOG_LINE_BYTES_MAX, 'cut');
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      stream.destroy();
    }
  }

  exec = (pod: Key, options: Parameters<KubeConnection['exec']>[1]): ReturnType<KubeConnection['exec']> =>
    execInPod(this.transport.access, pod, options);

  forward = (pod: Key, port: number): ReturnType<KubeConnection['forward']> => forwardToPod(this.transport.access, pod, port);

  version = (): Promise<ServerVersion> => this.transport.json({ method: 'GET', path: '/version', idempotent: true });

  async schemas(apiVersion: string): Promise<Readonly<Record<string, object>>> {
    const document = await this.transport.json<{ components?: { schemas?: Record<string, object> } }>({ method: 'GET', path: `/openapi/v3/apis/${apiVersion}`, idempotent: true });
    return document.components?.schemas ?? {};
  }

  close(): Promise<void> {
    return this.transport.close();
  }
}

/** A patch that compares a resourceVersion fails the second time even if the first went through. */
const comparesVersion = (patch: object): boolean =>
  (patch as { metadata?: { resourceVersion?: string } }).metadata?.resourceVersion !== undefined;
