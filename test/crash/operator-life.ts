import type { ApiCore } from '../../local/api/core.js';
import { createAccess } from '../../local/api/access.js';
import type { Resource } from '../../local/api-access.js';
import { APPLY_PATCH, patchObject } from '../../local/api/verbs/patch.js';
import { StatusError } from '../../local/status-error.js';
import type { KubeObject as LocalObject } from '../../local/object.js';
import { CACHED_KINDS } from '../../kube/cache/cached-kinds.js';
import type { Change, KubeCache } from '../../kube/cache/kube-cache.js';
import { ObjectStore } from '../../kube/cache/object-store.js';
import type { KubeClient } from '../../kube/client/kube-client.js';
import type { Clock } from '../../kube/clock.js';
import { KubeError } from '../../kube/kube-error.js';
import type { Key, Kind, KubeObject } from '../../kube/kube-object.js';
import type { JumpClock } from './jump-clock.js';

/** What a request of ours meets: it is refused, or it is carried out and the answer is lost. */
export interface Fault {
  readonly error: KubeError;
  readonly isDone: boolean;
}

/** Decides what becomes of a write, by what it is. */
export type FaultOf = (write: string) => Fault | undefined;

/** Kinds whose writes are no step of any work. */
const UNCOUNTED = new Set(['Lease', 'Event']);

const resourceOf = ({ apiVersion, plural }: Kind): Resource => {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  return { group, version, plural };
};
const keyOf = ({ namespaced }: Kind, { namespace, name }: Key): { namespace?: string; name: string } => (namespaced ? { namespace, name } : { name });

/** One life of an operator process: its client, cache and clock, until it is killed after a write. */
export class OperatorLife {
  /** What it wrote and did, in order. */
  readonly writes: string[] = [];
  isDead = false;
  /** What becomes of writes; they are carried out unless given. */
  faultOf: FaultOf = () => undefined;
  readonly client: KubeClient;
  readonly cache: KubeCache;
  readonly clock: Clock;
  readonly #timers = new Set<() => void>();
  readonly #ends: (() => void)[] = [];

  /** `lastWrite` is the number of the write after which it is killed. */
  constructor(private readonly core: ApiCore, private readonly namespace: string, base: JumpClock, private readonly lastWrite = Infinity) {
    this.clock = {
      now: () => base.now(),
      after: (delayMs, action) => {
        if (this.isDead) return () => {};
        const cancel = base.after(delayMs, () => {
          this.#timers.delete(cancel);
          action();
        });
        this.#timers.add(cancel);
        return cancel;
      },
    };
    this.client = this.#makeClient();
    this.cache = this.#makeCache();
  }

  /** kill -9. */
  kill(): void {
    this.isDead = true;
    for (const end of [...this.#timers, ...this.#ends]) end();
  }

  /** Ends the call of a process that is gone. */
  check(): void {
    if (this.isDead) throw new KubeError(0, 'Killed', 'the process is gone');
  }

  /** Records something that was done to the world; the process may be killed right after it. */
  count(what: string): void {
    this.writes.push(what);
    if (this.writes.length === this.lastWrite) this.kill();
    this.check();
  }

  async #call<T>(what: string, kind: Kind, work: () => Promise<T>, isDry = false): Promise<T> {
    this.check();
    const fault = UNCOUNTED.has(kind.kind) || isDry ? undefined : this.faultOf(what);
    if (fault?.isDone === false) throw fault.error;
    let result: T;
    try {
      result = await work();
    } catch (error) {
      if (error instanceof StatusError) throw new KubeError(error.code, error.reason, error.message);
      throw error;
    }
    if (!UNCOUNTED.has(kind.kind) && !isDry) this.count(what);
    this.check();
    if (fault !== undefined) throw fault.error;
    return result;
  }

  #makeClient(): KubeClient {
    const { core } = this;
    const typed = <T extends KubeObject>(kind: Kind<T>, object: LocalObject): T => ({ ...object, apiVersion: kind.apiVersion, kind: kind.kind }) as unknown as T;
    const access = (manager = 'operator'): ReturnType<typeof createAccess> => createAccess(core, manager);
    const apply = async <T extends KubeObject>(kind: Kind<T>, object: T, manager: string, subresource?: 'status'): Promise<T> => {
      const definition = core.registry.find(resourceOf(kind));
      if (definition === undefined) throw new KubeError(404, 'NotFound', `${kind.kind} is not served`);
      const { namespace, name } = object.metadata;
      const target = { definition, namespace, name, subresource, contentType: APPLY_PATCH, patch: JSON.parse(JSON.stringify({ ...object, apiVersion: kind.apiVersion, kind: kind.kind })) as unknown, force: true };
      const written = patchObject(core, target, { user: { username: 'system:operator', groups: ['system:masters'] }, dryRun: false, fieldManager: manager, fieldValidation: 'Ignore' });
      await core.store.settled();
      return typed(kind, written.object);
    };
    return {
      get: async (kind, key) => {
        this.check();
        const found = access().get(resourceOf(kind), keyOf(kind, key));
        return found && typed(kind, found);
      },
      list: async (kind, options = {}) => {
        this.check();
        return access().list(resourceOf(kind), options).map((object) => typed(kind, object));
      },
      create: (kind, object, { manager, dryRun }) => this.#call(`create ${kind.kind}/${object.metadata.name}`, kind, async () => (dryRun === true
        ? object : typed(kind, await access(manager).create(resourceOf(kind), JSON.parse(JSON.stringify({ ...object, apiVersion: kind.apiVersion, kind: kind.kind })) as LocalObject))), dryRun),
      apply: (kind, object, { manager }) => this.#call(`apply ${kind.kind}/${object.metadata.name}`, kind, () => apply(kind, object, manager)),
      applyStatus: (kind, object, { manager }) => this.#call(`status ${kind.kind}/${object.metadata.name}`, kind, () => apply(kind, object, manager, 'status')),
      mergePatch: (kind, key, patch, { manager }) => this.#call(`patch ${kind.kind}/${key.name}`, kind, async () =>
        typed(kind, await access(manager).mergePatch(resourceOf(kind), keyOf(kind, key), JSON.parse(JSON.stringify(patch))))),
      delete: (kind, key, options = {}) => this.#call(`delete ${kind.kind}/${key.name}`, kind, async () => await access().delete(resourceOf(kind), keyOf(kind, key), {
        ...(options.gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds: options.gracePeriodSeconds }), propagationPolicy: options.propagation ?? 'Background',
        ...(options.uid === undefined ? {} : { preconditions: { uid: options.uid } }),
      }) !== undefined),
      close: () => Promise.resolve(),
    };
  }

  #makeCache(): KubeCache {
    const stores = new Map<string, { readonly store: ObjectStore; readonly handlers: Set<(change: Change) => void> }>();
    const access = createAccess(this.core, 'operator');
    for (const { kind, labelSelector } of CACHED_KINDS) {
      const held = { store: new ObjectStore(), handlers: new Set<(change: Change) => void>() };
      stores.set(`${kind.plural} ${labelSelector ?? ''}`, held);
      if (!stores.has(kind.plural)) stores.set(kind.plural, held);
      const options = { ...(kind.namespaced ? { namespace: this.namespace } : {}), ...(labelSelector === undefined ? {} : { labelSelector }) };
      this.#ends.push(access.watch(resourceOf(kind), options, ({ type, object }) => {
        const seen = { ...object, apiVersion: kind.apiVersion, kind: kind.kind } as unknown as KubeObject;
        for (const change of type === 'DELETED' ? held.store.remove(seen) : held.store.put(seen)) for (const handler of [...held.handlers]) handler(change);
      }));
    }
    const of = (kind: Kind): { readonly store: ObjectStore; readonly handlers: Set<(change: Change) => void> } => {
      const name = CACHED_KINDS.find((cached) => cached.kind === kind);
      const held = stores.get(`${kind.plural} ${name?.labelSelector ?? ''}`) ?? stores.get(kind.plural);
      if (held === undefined) throw new Error(`${kind.kind} is not cached`);
      return held;
    };
    return {
      get: <T extends KubeObject>(kind: Kind<T>, key: Key) => of(kind).store.get(keyOf(kind, key)) as T | undefined,
      list: <T extends KubeObject>(kind: Kind<T>, options = {}) => of(kind).store.list(options) as readonly T[],
      onChange: (kind, handler) => {
        const { handlers } = of(kind);
        handlers.add(handler as (change: Change) => void);
        return () => void handlers.delete(handler as (change: Change) => void);
      },
      synced: true,
      whenSynced: () => Promise.resolve(),
    };
  }
}
