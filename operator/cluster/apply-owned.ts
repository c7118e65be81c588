import { createHash } from 'node:crypto';
import { ANNOTATION_APPLIED, MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import type { Writer } from '../../kube/client/kube-client.js';
import { ignoreAlreadyExists } from '../../kube/kube-error.js';
import type { KubeObject } from '../../kube/kube-object.js';
import { kindOf } from './owned-kinds.js';

const NUMBER_KEY = /^\d+$/;

/** Sorted, numbers first: the order is part of hashes that are compared with those of earlier versions. */
const sortedEntries = (value: object): [string, unknown][] => {
  const entries = (Object.entries(value) as [string, unknown][]).filter(([, part]) => part !== undefined).sort(([left], [right]) => (left < right ? -1 : 1));
  return entries.some(([key]) => NUMBER_KEY.test(key)) ? Object.entries(Object.fromEntries(entries)) : entries;
};

/** JSON with sorted keys, so that equal content gives equal text. */
export const canonical = (value: unknown): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((part: unknown) => (part === undefined ? 'null' : canonical(part))).join()}]`;
  return `{${sortedEntries(value).map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join()}}`;
};

const hashOf = (object: KubeObject): string => createHash('sha256').update(canonical(object)).digest('hex').slice(0, 32);

/** The object with the hash of its content noted on it. */
export const withHash = <T extends KubeObject>(object: T): T => ({
  ...object,
  metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, [ANNOTATION_APPLIED]: hashOf(object) } },
});

/** Whether everything that is wanted stands in what is there; lists are compared by position. */
const includes = (there: unknown, wanted: unknown): boolean => {
  if (wanted === null || typeof wanted !== 'object') return there === wanted;
  if (there === null || typeof there !== 'object') return false;
  if (Array.isArray(wanted) && (!Array.isArray(there) || there.length !== wanted.length)) return false;
  return Object.entries(wanted).every(([key, value]) => value === undefined || includes((there as Record<string, unknown>)[key], value));
};

/** Parts that nobody but us fills in; the rest of an object has defaults that would look like differences. */
const guarded = (object: KubeObject): unknown => {
  const { metadata: { labels }, ...rest } = object as KubeObject & { data?: unknown; rules?: unknown; spec?: { selector?: unknown } };
  return { labels, data: rest.data, rules: rest.rules, selector: rest.spec?.selector };
};

/** The wanted objects that are not there as they should be: new content, or changed by someone else. */
export const staleObjects = (wanted: readonly KubeObject[], owned: readonly KubeObject[]): KubeObject[] => {
  const there = new Map(owned.map((object) => [`${object.kind}/${object.metadata.name}`, object]));
  return wanted.map(withHash).filter((object) => {
    const current = there.get(`${object.kind}/${object.metadata.name}`);
    if (current === undefined) return true;
    const applied = object.metadata.annotations?.[ANNOTATION_APPLIED];
    if (current.metadata.annotations?.[ANNOTATION_APPLIED] !== applied) return true;
    return !includes(guarded(current), guarded(object));
  });
};

/** Applies objects at the same time. Rejects with the first refusal after all were tried. */
export const applyAll = async (writer: Writer, objects: readonly KubeObject[]): Promise<void> => {
  await settleAll(objects.map((object) => writer.apply(kindOf(object), object, { manager: MANAGER_OPERATOR })));
};

/** Creates objects that must not overwrite what is there; those that are there already are left alone. */
export const createMissing = async (writer: Writer, objects: readonly KubeObject[]): Promise<void> => {
  await settleAll(objects.map((object) => writer.create(kindOf(object), object, { manager: MANAGER_OPERATOR }).catch(ignoreAlreadyExists)));
};

/** Deletes objects, each only while it is the one that was seen. A Job's pods would stay unless asked to go with it. */
export const deleteAll = async (writer: Writer, objects: readonly KubeObject[]): Promise<void> => {
  await settleAll(objects.map((object) =>
    writer.delete(kindOf(object), { namespace: object.metadata.namespace ?? '', name: object.metadata.name }, { uid: object.metadata.uid, ...(object.kind === 'Job' ? { propagation: 'Background' as const } : {}) })));
};

const settleAll = async (work: readonly Promise<unknown>[]): Promise<void> => {
  const failed = (await Promise.allSettled(work)).find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
};
