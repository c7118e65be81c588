import type { Key, Kind } from '../kube-object.js';

/** Where a request goes: an object, or the collection of a kind. */
export interface PathTarget {
  readonly namespace?: string;
  readonly name?: string;
  /** `status`, `log`, `exec` … */
  readonly subresource?: string;
}

/** Path of a kind's collection, or of one object of it, on the API server. */
export const objectPath = (kind: Kind, target: PathTarget = {}): string => {
  const root = kind.apiVersion.includes('/') ? `/apis/${kind.apiVersion}` : `/api/${kind.apiVersion}`;
  const inNamespace = kind.namespaced && target.namespace !== undefined && target.namespace !== '';
  const parts = [root];
  if (inNamespace) parts.push('namespaces', encodeURIComponent(target.namespace ?? ''));
  parts.push(kind.plural);
  if (target.name !== undefined) parts.push(encodeURIComponent(target.name));
  if (target.subresource !== undefined) parts.push(target.subresource);
  return parts.join('/');
};

/** Path of one object. A namespaced kind needs a namespace; without it the request would go to a wrong collection. */
export const keyPath = (kind: Kind, key: Partial<Key>, subresource?: string): string => {
  if (key.name === undefined || key.name === '') throw new TypeError(`${kind.kind}: the object has no name`);
  if (kind.namespaced && !key.namespace) throw new TypeError(`${kind.kind} ${key.name}: the object has no namespace`);
  return objectPath(kind, { ...key, subresource });
};
