import type { KubeObject } from '../../object.js';
import { groupVersion, presented, type ResourceDefinition } from '../registry/resource-definition.js';
import { jsonOf } from '../store/object-json.js';

/** An object's text in the version of its resource. */
export function objectText(definition: ResourceDefinition, stored: KubeObject): string {
  return jsonOf(presented(definition, stored));
}

const itemTexts = new WeakMap<KubeObject, string>();

/** An object's text inside a list: the items of builtin lists carry no apiVersion and kind. */
function itemText(definition: ResourceDefinition, stored: KubeObject): string {
  if (definition.custom) return objectText(definition, stored);
  const cached = definition.conversion ? undefined : itemTexts.get(stored);
  if (cached !== undefined) return cached;
  const { apiVersion: _version, kind: _kind, ...item } = presented(definition, stored);
  const text = JSON.stringify(item);
  if (!definition.conversion) itemTexts.set(stored, text);
  return text;
}

/** The metadata of a list or table. */
export interface ListMetadata {
  readonly resourceVersion: string;
  readonly continue?: string;
  readonly remainingItemCount?: number;
}

/** A list's text, put together from the texts of its items. */
export function listText(definition: ResourceDefinition, metadata: ListMetadata, objects: readonly KubeObject[]): string {
  const items = objects.map((object) => itemText(definition, object)).join(',');
  return `{"kind":"${definition.listKind}","apiVersion":"${groupVersion(definition)}","metadata":${JSON.stringify(metadata)},"items":[${items}]}`;
}

/** An object reduced to its metadata. */
export function partialObject({ metadata }: KubeObject, version = 'v1'): { kind: string; apiVersion: string; metadata: KubeObject['metadata'] } {
  return { kind: 'PartialObjectMetadata', apiVersion: `meta.k8s.io/${version}`, metadata };
}

/** A list of metadata. */
export function partialListText(metadata: ListMetadata, objects: readonly KubeObject[], version: string): string {
  return JSON.stringify({ kind: 'PartialObjectMetadataList', apiVersion: `meta.k8s.io/${version}`, metadata, items: objects.map((object) => partialObject(object, version)) });
}
