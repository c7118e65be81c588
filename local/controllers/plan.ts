import { isDeepStrictEqual } from 'node:util';
import type { ApiAccess, DeleteOptions, ObjectKey } from '../api-access.js';
import type { KubeObject } from '../object.js';
import { StatusError } from '../status-error.js';
import type { Kind } from './kinds.js';

/** One write that a planner asks for. Replacing is refused with a Conflict when the object has moved on meanwhile. */
export type Action =
  | { readonly verb: 'create' | 'replace' | 'replaceStatus'; readonly kind: Kind<KubeObject>; readonly object: KubeObject }
  | { readonly verb: 'delete'; readonly kind: Kind<KubeObject>; readonly object: KubeObject; readonly options?: DeleteOptions };

/** What a planner decides: writes in their order, and the milliseconds until the world should be looked at again. */
export interface Plan {
  readonly actions: readonly Action[];
  readonly visitAfterMs?: number | undefined;
}

/** The plan for a world that is as it should be. */
export const nothingToDo: Plan = { actions: [] };

/** Makes an object. */
export function create<T extends KubeObject>(kind: Kind<T>, object: T): Action {
  return { verb: 'create', kind, object };
}

/** Replaces an object, unless it has moved on. */
export function replace<T extends KubeObject>(kind: Kind<T>, object: T): Action {
  return { verb: 'replace', kind, object };
}

/** Deletes the very object that was looked at. */
export function remove<T extends KubeObject>(kind: Kind<T>, object: T, options?: DeleteOptions): Action {
  return { verb: 'delete', kind, object, ...(options ? { options } : {}) };
}

/** Replaces the status when it differs from the one that is stored; the empty list when it does not. */
export function replaceStatus<T extends KubeObject>(kind: Kind<T>, object: T, status: unknown): Action[] {
  const wanted = withoutUndefined(status);
  if (isDeepStrictEqual(wanted, object.status)) return [];
  return [{ verb: 'replaceStatus', kind, object: { ...object, status: wanted } }];
}

/** A copy without the fields whose value is undefined, as the object would be stored. */
export function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (inner === undefined ? [] : [[key, withoutUndefined(inner)]])));
}

/** The sooner of two waits in milliseconds; undefined is never. */
export function soonest(...waits: readonly (number | undefined)[]): number | undefined {
  const known = waits.filter((wait) => wait !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** The key of an object. */
export function keyOf(object: KubeObject): ObjectKey {
  return { namespace: object.metadata.namespace, name: object.metadata.name };
}

/**
 * Carries a plan out. The writes are handed over in their order and become durable together; only a second write of
 * the same object waits for the first, because it carries the version that the first one gave. A refusal is thrown
 * when all have ended, and the queue visits the object again.
 */
export async function perform(access: ApiAccess, plan: Plan): Promise<number | undefined> {
  const lastWrite = new Map<string, Promise<string | undefined>>();
  const writes: Promise<unknown>[] = [];
  for (const action of plan.actions) {
    const { uid = '' } = action.object.metadata;
    const before = lastWrite.get(uid);
    const version = before && (await before.catch(() => undefined));
    const write = performAction(access, action, version).catch((error: unknown) => {
      throw new RefusedAction(action, error);
    });
    if (uid) lastWrite.set(uid, write);
    // A refusal is looked at below; until then it must not count as one that nobody handles.
    write.catch(() => undefined);
    writes.push(write);
  }
  const refused = (await Promise.allSettled(writes)).find(({ status }) => status === 'rejected');
  if (refused?.status === 'rejected') throw refused.reason;
  return plan.visitAfterMs;
}

/** `version` is the one that an earlier action of the same plan gave the object. Resolves to the new one. */
async function performAction(access: ApiAccess, action: Action, version: string | undefined): Promise<string | undefined> {
  const { kind, object } = action;
  if (action.verb === 'create') {
    await access.create(kind, { ...object, apiVersion: kind.apiVersion, kind: kind.kind, metadata: createdMetadata(object) });
    return undefined;
  }
  if (action.verb === 'delete') {
    await deleteObserved(access, kind, object, action.options ?? {});
    return undefined;
  }
  const current = version ? { ...object, metadata: { ...object.metadata, resourceVersion: version } } : object;
  const stored = await access.update(kind, current, action.verb === 'replaceStatus' ? 'status' : undefined);
  return stored.metadata.resourceVersion;
}

/** An object whose name the API makes up has an empty name until then. */
function createdMetadata({ metadata }: KubeObject): KubeObject['metadata'] {
  if (metadata.name !== '') return metadata;
  const { name: _name, ...unnamed } = metadata;
  return unnamed as KubeObject['metadata'];
}

/** Deletes the object that was looked at, not one that has taken its name; being gone already is fine. */
async function deleteObserved(access: ApiAccess, kind: Kind<KubeObject>, object: KubeObject, options: DeleteOptions): Promise<void> {
  const { uid } = object.metadata;
  try {
    await access.delete(kind, keyOf(object), { ...options, ...(uid ? { preconditions: { uid } } : {}) });
  } catch (error) {
    if (!(error instanceof StatusError) || error.code !== 404) throw error;
  }
}

/** A write that the API refused, with the refusal as its cause. */
export class RefusedAction extends Error {
  constructor(action: Action, cause: unknown) {
    const { name, generateName = '' } = action.object.metadata;
    const said = cause instanceof Error ? cause.message : String(cause);
    super(`${action.verb} ${action.kind.kind} ${name || `${generateName}*`} failed: ${said}`, { cause });
    this.name = 'RefusedAction';
    this.reason = action.verb === 'create' ? 'FailedCreate' : action.verb === 'delete' ? 'FailedDelete' : 'FailedUpdate';
  }

  /** The reason of the Event that tells of it. */
  readonly reason: string;
}

/** Says whether a refusal only means that the world moved on, which the next visit will see. */
export function isStale(refusal: unknown): boolean {
  const error = refusal instanceof RefusedAction ? refusal.cause : refusal;
  return error instanceof StatusError && (error.reason === 'Conflict' || error.reason === 'NotFound');
}

