import type { ApiAccess } from '../../api-access.js';
import type { KubeObject } from '../../object.js';
import { StatusError } from '../../status-error.js';
import { timestamp, type ApiCore } from '../core.js';
import { removeFinalizer, type NamespaceSpec } from './namespace-finalizer.js';

const NAMESPACES = 'namespaces';
/** Content that could not be deleted, or that was made while it was, is looked for again after this long. */
const RETRY_MS = 500;

/**
 * Empties namespaces that are being deleted, and lets them go once nothing is left in them. What waits for finalizers
 * or for a grace period is waited for, and said in the namespace's conditions.
 */
export function startNamespaceDeletion(core: ApiCore, access: ApiAccess): { stop(): void } {
  const deleting = new Set<string>();
  const timers = new Set<NodeJS.Timeout>();
  const busy = new Set<string>();
  let stopped = false;

  const later = (name: string): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void work(name);
    }, RETRY_MS);
    timers.add(timer);
  };
  const work = async (name: string): Promise<void> => {
    if (stopped || busy.has(name)) return;
    busy.add(name);
    try {
      const namespace = core.store.get(NAMESPACES, undefined, name);
      if (!namespace?.metadata.deletionTimestamp) return;
      await deleteContent(core, access, name);
      const left = contentOf(core, name);
      if (left.length === 0) removeFinalizer(core, name);
      else await report(access, name, left, core.clock());
    } catch {
      later(name);
    } finally {
      busy.delete(name);
      if (isEmptied(core, name)) later(name);
    }
  };
  const begin = (namespace: KubeObject): void => {
    const { name, deletionTimestamp } = namespace.metadata;
    if (!deletionTimestamp || deleting.has(name)) return;
    deleting.add(name);
    void work(name);
  };
  const unsubscribe = core.store.subscribe(undefined, ({ type, storage, object }) => {
    const { name, namespace } = object.metadata;
    if (storage === NAMESPACES && type === 'DELETED') deleting.delete(name);
    else if (storage === NAMESPACES) begin(object);
    else if (type === 'DELETED' && namespace !== undefined && deleting.has(namespace) && contentOf(core, namespace).length === 0) void work(namespace);
  });
  for (const namespace of core.store.list(NAMESPACES)) begin(namespace);
  return {
    stop: () => {
      stopped = true;
      unsubscribe();
      timers.forEach(clearTimeout);
    },
  };
}

interface Content {
  readonly storage: string;
  readonly object: KubeObject;
}

function contentOf(core: ApiCore, namespace: string): Content[] {
  return [...core.registry.storages()]
    .filter(([, definition]) => definition.namespaced)
    .flatMap(([storage]) => core.store.list(storage, namespace).map((object) => ({ storage, object })));
}

/** A namespace whose content went away while it was being looked through. */
function isEmptied(core: ApiCore, name: string): boolean {
  const namespace = core.store.get(NAMESPACES, undefined, name);
  const hasFinalizers = ((namespace?.['spec'] as NamespaceSpec | undefined)?.finalizers ?? []).length > 0;
  return namespace?.metadata.deletionTimestamp !== undefined && hasFinalizers && contentOf(core, name).length === 0;
}

async function deleteContent(core: ApiCore, access: ApiAccess, namespace: string): Promise<void> {
  const fresh = contentOf(core, namespace).filter(({ object }) => object.metadata.deletionTimestamp === undefined);
  const deletions = fresh.map(async ({ storage, object }) => {
    const definition = core.registry.storages().get(storage);
    const { name, uid = '' } = object.metadata;
    try {
      if (definition) await access.delete(definition, { namespace, name }, { propagationPolicy: 'Background', preconditions: { uid } });
    } catch (error) {
      if (!(error instanceof StatusError) || (error.code !== 404 && error.code !== 409)) throw error;
    }
  });
  await Promise.all(deletions);
}

/** Says in the namespace's conditions what is still there and what it waits for. */
async function report(access: ApiAccess, name: string, left: readonly Content[], now: number): Promise<void> {
  const held = left.filter(({ object }) => object.metadata.finalizers?.length);
  const conditions = [
    condition('NamespaceContentRemaining', 'SomeResourcesRemain', `Some resources are remaining: ${counted(left)}`, now),
    held.length > 0
      ? condition('NamespaceFinalizersRemaining', 'SomeFinalizersRemain', `Some content in the namespace has finalizers remaining: ${countedFinalizers(held)}`, now)
      : { ...condition('NamespaceFinalizersRemaining', 'ContentHasNoFinalizers', 'All content-preserving finalizers finished', now), status: 'False' },
  ];
  await access.modify({ group: '', version: 'v1', plural: NAMESPACES }, { name }, (namespace) => {
    const status = (namespace['status'] ?? {}) as { conditions?: { message: string }[] };
    const same = status.conditions?.map(({ message }) => message).join() === conditions.map(({ message }) => message).join();
    return same ? undefined : { ...namespace, status: { ...status, conditions } };
  }, 'status');
}

function condition(type: string, reason: string, message: string, now: number): { type: string; status: string; reason: string; message: string; lastTransitionTime: string } {
  return { type, status: 'True', reason, message, lastTransitionTime: timestamp(now) };
}

function counted(content: readonly Content[]): string {
  return tally(content.map(({ storage }) => storage)).map(([storage, count]) => `${storage} has ${count} resource instances`).join(', ');
}

function countedFinalizers(content: readonly Content[]): string {
  return tally(content.flatMap(({ object }) => object.metadata.finalizers ?? [])).map(([finalizer, count]) => `${finalizer} in ${count} resource instances`).join(', ');
}

function tally(values: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}
