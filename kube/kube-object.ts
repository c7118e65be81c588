import type { ObjectMeta } from '../schema/resource/meta.js';

/** Any Kubernetes object as plain JSON. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
}

/** A kind of object that we read or write: how it is named in bodies and in paths. */
export interface Kind<T extends KubeObject = KubeObject> {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  /** Name of a part of the kind that the cache keeps apart from the rest. */
  readonly part?: string;
  /** Never set; carries the type of the objects. */
  readonly __object?: T;
}

/** Names one object. */
export interface Key {
  readonly namespace: string;
  readonly name: string;
}
