import type { Resource } from '../../api-access.js';
import type { KubeObject } from '../../object.js';
import type { PrinterColumn, ScaleSubresource } from '../../schema/custom.js';
import type { KindSchema } from '../../schema/kind-schema.js';
import { readCustom } from '../../schema/prepare-custom.js';

/** Every verb that a resource can have, as discovery names them. */
export const ALL_VERBS: readonly string[] = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

/** A path below an object, with what discovery says about it. */
export interface Subresource {
  readonly name: string;
  readonly verbs: readonly string[];
  /** The kind it speaks, with group and version when they differ from the resource's. */
  readonly kind: string;
  readonly group?: string;
  readonly version?: string;
}

/** Everything the server knows about one resource in one version: builtin, or compiled from a definition. */
export interface ResourceDefinition extends Resource {
  readonly kind: string;
  readonly listKind: string;
  readonly singular: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly verbs: readonly string[];
  readonly subresources: readonly Subresource[];
  /** Names the collection of the store; the versions of a resource share it. */
  readonly storage: string;
  readonly schema: KindSchema;
  readonly custom: boolean;
  /** Field selectors beyond metadata.name and metadata.namespace, each a path of the object. */
  readonly fieldLabels: readonly string[];
  /** Printer columns of a custom resource. */
  readonly columns?: readonly PrinterColumn[];
  readonly scale?: ScaleSubresource;
  /** PUT must name the resourceVersion it was made from. */
  readonly conditionalUpdate: boolean;
  /** PUT creates what is missing. */
  readonly createOnUpdate: boolean;
  /** DELETE answers with the object instead of a Status. */
  readonly returnsDeleted: boolean;
  /** Deletion waits for a grace period (pods). */
  readonly graceful: boolean;
  /** Objects are kept as another version writes them and are converted when they are read and written. */
  readonly conversion?: { readonly read: (stored: KubeObject) => KubeObject; readonly write: (given: KubeObject) => KubeObject };
}

/** `plural.group`, or the plural alone in the core group: how Status messages and RBAC name a resource. */
export function groupResource({ group, plural }: Resource): string {
  return group ? `${plural}.${group}` : plural;
}

/** `group/version`, or the version alone in the core group. */
export function groupVersion({ group, version }: { readonly group: string; readonly version: string }): string {
  return group ? `${group}/${version}` : version;
}

/** An object as this version of its resource shows it. */
export function presented(definition: ResourceDefinition, stored: KubeObject): KubeObject {
  if (definition.conversion) return definition.conversion.read(stored);
  const object = definition.custom ? readCustom(stored, definition.schema) : stored;
  const apiVersion = groupVersion(definition);
  return object.apiVersion === apiVersion ? object : { ...object, apiVersion };
}
