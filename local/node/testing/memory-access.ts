import { randomUUID } from 'node:crypto';
import type { ApiAccess, Resource, WatchEvent } from '../../api-access.js';
import type { KubeObject } from '../../object.js';

/** An API of plain objects in memory with what the node relies on: versions, uids, watches, graceful deletion of bound pods. For tests of the node alone. */
export class MemoryAccess implements ApiAccess {
  private readonly objects = new Map<string, KubeObject>();
  private readonly handlers = new Set<{ readonly plural: string; readonly handler: (event: WatchEvent) => void }>();
  private version = 0;

  constructor(private readonly clock: () => number = Date.now) {}

  get: ApiAccess['get'] = ({ plural }, { namespace, name }) => this.objects.get(keyOf(plural, namespace, name));

  list: ApiAccess['list'] = ({ plural }, options) =>
    [...this.objects].filter(([key, { metadata }]) => key.startsWith(`${plural}/`) && (options?.namespace ?? metadata.namespace) === metadata.namespace).map(([, object]) => object);

  create: ApiAccess['create'] = ({ plural }, object) => {
    const metadata = { uid: randomUUID(), creationTimestamp: new Date(this.clock()).toISOString(), ...object.metadata, resourceVersion: this.nextVersion() };
    return Promise.resolve(this.put(plural, 'ADDED', { ...object, metadata }));
  };

  update: ApiAccess['update'] = ({ plural }, object) =>
    Promise.resolve(this.put(plural, 'MODIFIED', { ...object, metadata: { ...object.metadata, resourceVersion: this.nextVersion() } }));

  mergePatch: ApiAccess['mergePatch'] = (resource, key, patch) => {
    const current = this.get(resource, key);
    if (current === undefined) return Promise.reject(new Error(`${resource.plural} ${key.name} not found`));
    return this.update(resource, merge(current, patch) as KubeObject);
  };

  modify: ApiAccess['modify'] = async (resource, key, change) => {
    const current = this.get(resource, key);
    const next = current && change(current);
    return next && this.update(resource, next);
  };

  delete: ApiAccess['delete'] = async (resource, { namespace, name }, options) => {
    const current = this.get(resource, { namespace, name });
    if (current === undefined) return undefined;
    const spec = current['spec'] as { nodeName?: string; terminationGracePeriodSeconds?: number } | undefined;
    const grace = options?.gracePeriodSeconds ?? spec?.terminationGracePeriodSeconds ?? 30;
    if (resource.plural === 'pods' && spec?.nodeName !== undefined && grace > 0) {
      const deletionTimestamp = new Date(this.clock() + grace * 1000).toISOString();
      return this.update(resource, { ...current, metadata: { ...current.metadata, deletionTimestamp, deletionGracePeriodSeconds: grace } });
    }
    this.objects.delete(keyOf(resource.plural, namespace, name));
    this.emit(resource.plural, { type: 'DELETED', object: current });
    return current;
  };

  watch: ApiAccess['watch'] = (resource: Resource, options, handler) => {
    for (const object of this.list(resource, options)) handler({ type: 'ADDED', object });
    const entry = { plural: resource.plural, handler };
    this.handlers.add(entry);
    return () => this.handlers.delete(entry);
  };

  private put(plural: string, type: 'ADDED' | 'MODIFIED', object: KubeObject): KubeObject {
    this.objects.set(keyOf(plural, object.metadata.namespace, object.metadata.name), object);
    this.emit(plural, { type, object });
    return object;
  }

  private emit(plural: string, event: WatchEvent): void {
    for (const entry of this.handlers) if (entry.plural === plural) entry.handler(event);
  }

  private nextVersion(): string {
    this.version += 1;
    return String(this.version);
  }
}

function keyOf(plural: string, namespace: string | undefined, name: string): string {
  return `${plural}/${namespace ?? ''}/${name}`;
}

function merge(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const result: Record<string, unknown> = typeof target === 'object' && target !== null ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = merge(result[key], value);
  }
  return result;
}
