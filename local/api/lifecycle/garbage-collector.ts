import type { ApiAccess, ObjectKey, Resource } from '../../api-access.js';
import type { KubeObject, OwnerReference } from '../../object.js';
import { StatusError } from '../../status-error.js';
import type { ApiCore } from '../core.js';
import type { ResourceDefinition } from '../registry/resource-definition.js';
import { FOREGROUND, ORPHAN } from '../verbs/delete.js';
import { DependencyGraph, type Place } from './dependency-graph.js';
import { planCollection, type CollectionStep, type OwnerView } from './plan-collection.js';

/** An object that could not be dealt with is looked at again after this long. */
const RETRY_MS = 500;

/**
 * Deletes what no longer has an owner, and works through foreground and orphaning deletions: looks at every object
 * whenever it, an owner of it or a dependent of it changes, and does the one next step that `planCollection` names.
 */
export function startGarbageCollector(core: ApiCore, access: ApiAccess): { stop(): void } {
  const graph = new DependencyGraph();
  const waiting = new Set<string>();
  const timers = new Set<NodeJS.Timeout>();
  let running = false;
  let stopped = false;

  const look = (uid: string | undefined): void => {
    if (!uid || stopped) return;
    waiting.add(uid);
    if (running) return;
    running = true;
    queueMicrotask(() => void drain());
  };
  const drain = async (): Promise<void> => {
    for (const uid of waiting) {
      waiting.delete(uid);
      await collect(uid);
      if (stopped) break;
    }
    running = false;
  };
  const collect = async (uid: string): Promise<void> => {
    const place = graph.place(uid);
    const object = place && core.store.get(place.storage, place.namespace, place.name);
    if (!place || object?.metadata.uid !== uid) return;
    try {
      await act(place, object, planCollection(viewOf(core, graph, object)));
    } catch (error) {
      if (error instanceof StatusError && error.code === 404) return;
      const timer = setTimeout(() => { timers.delete(timer); look(uid); }, RETRY_MS);
      timers.add(timer);
    }
  };
  const act = async (place: Place, object: KubeObject, step: CollectionStep): Promise<void> => {
    const resource = definitionOf(core, place.storage);
    if (!resource || step.do === 'nothing') return;
    const key: ObjectKey = { namespace: place.namespace, name: place.name };
    if (step.do === 'delete') {
      await access.delete(resource, key, { propagationPolicy: step.propagation, preconditions: { uid: object.metadata.uid ?? '' } });
    } else if (step.do === 'forget-owners') {
      await forgetOwners(access, { resource, key }, step.owners);
    } else if (step.do === 'remove-finalizer') {
      await access.modify(resource, key, (current) => withoutFinalizer(current, step.finalizer));
    } else {
      for (const dependent of graph.dependentsOf(object.metadata.uid ?? '')) await orphan(dependent, object);
      await access.modify(resource, key, (current) => withoutFinalizer(current, ORPHAN));
    }
  };
  const orphan = async (dependent: Place, owner: KubeObject): Promise<void> => {
    const resource = definitionOf(core, dependent.storage);
    if (resource) await forgetOwners(access, { resource, key: dependent }, [owner.metadata.uid ?? '']);
  };

  for (const [storage] of core.registry.storages()) for (const object of core.store.list(storage)) graph.set(storage, object);
  const unsubscribe = core.store.subscribe(undefined, ({ type, storage, object }) => {
    const { uid = '', ownerReferences = [] } = object.metadata;
    if (type === 'DELETED') graph.delete(object);
    else graph.set(storage, object);
    if (ownerReferences.length > 0 || object.metadata.deletionTimestamp) look(uid);
    for (const { metadata } of type !== 'ADDED' && (type === 'DELETED' || object.metadata.deletionTimestamp) ? dependentObjects(core, graph, uid) : []) look(metadata.uid);
    for (const owner of ownerReferences) look(owner.uid);
  });
  for (const [storage] of core.registry.storages()) for (const { metadata } of core.store.list(storage)) if (metadata.ownerReferences?.length || metadata.deletionTimestamp) look(metadata.uid);
  return {
    stop: () => {
      stopped = true;
      unsubscribe();
      timers.forEach(clearTimeout);
    },
  };
}

function viewOf(core: ApiCore, graph: DependencyGraph, object: KubeObject): { object: KubeObject; owners: OwnerView[]; dependents: KubeObject[] } {
  const { namespace, uid = '', ownerReferences = [] } = object.metadata;
  const isServed = ({ apiVersion, kind }: OwnerReference): boolean => core.registry.findKind(apiVersion, kind) !== undefined;
  const owners = ownerReferences.map((reference) => {
    const state = graph.ownerState(reference, namespace, isServed);
    const place = state === 'present' ? graph.place(reference.uid) : undefined;
    const owner = place && core.store.get(place.storage, place.namespace, place.name);
    return { reference, state, isDeletingInForeground: owner !== undefined && isDeletingInForeground(owner) };
  });
  return { object, owners, dependents: dependentObjects(core, graph, uid) };
}

function dependentObjects(core: ApiCore, graph: DependencyGraph, uid: string): KubeObject[] {
  return graph.dependentsOf(uid).flatMap(({ storage, namespace, name }) => core.store.get(storage, namespace, name) ?? []);
}

const isDeletingInForeground = ({ metadata }: KubeObject): boolean =>
  metadata.deletionTimestamp !== undefined && (metadata.finalizers ?? []).includes(FOREGROUND);

const definitionOf = (core: ApiCore, storage: string): ResourceDefinition | undefined => core.registry.storages().get(storage);

async function forgetOwners(access: ApiAccess, { resource, key }: { resource: Resource; key: ObjectKey }, uids: readonly string[]): Promise<void> {
  await access.modify(resource, key, (current) => {
    const { ownerReferences: before = [], ...metadata } = current.metadata;
    const ownerReferences = before.filter(({ uid }) => !uids.includes(uid));
    if (ownerReferences.length === before.length) return undefined;
    return { ...current, metadata: { ...metadata, ...(ownerReferences.length > 0 ? { ownerReferences } : {}) } };
  });
}

function withoutFinalizer(current: KubeObject, finalizer: string): KubeObject | undefined {
  const before = current.metadata.finalizers ?? [];
  if (!before.includes(finalizer)) return undefined;
  return { ...current, metadata: { ...current.metadata, finalizers: before.filter((one) => one !== finalizer) } };
}
