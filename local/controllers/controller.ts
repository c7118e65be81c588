import type { ApiAccess, ObjectKey, WatchEvent } from '../api-access.js';
import type { KubeObject } from '../object.js';
import { readAll, type Kind } from './kinds.js';
import { matchesSelector, type LabelSelector } from './label-selector.js';
import { controllerOf } from './owner.js';

/** Says which of a controller's objects an event is about. */
export interface Trigger {
  readonly kind: Kind<KubeObject>;
  readonly keys: (event: WatchEvent, access: ApiAccess) => readonly ObjectKey[];
}

/** A loop over the objects of one kind. Its visits decide by looking at the world, never by what the event was. */
export interface Controller {
  readonly name: string;
  /** The kind whose objects are visited; Events of what fails are about them. */
  readonly kind: Kind<KubeObject>;
  readonly triggers: readonly Trigger[];
  /** Objects that are looked at once when the controllers start, though no event names them. */
  readonly initialKeys?: readonly ObjectKey[];
  /** Resolves to the milliseconds until the next visit, or undefined when only an event can change anything. */
  visit(access: ApiAccess, key: ObjectKey): Promise<number | undefined>;
}

/** An event of the controller's own kind is about the object itself. */
export function ownObject(kind: Kind<KubeObject>): Trigger {
  return { kind, keys: ({ object: { metadata } }) => [{ namespace: metadata.namespace, name: metadata.name }] };
}

/** An event of a child is about the controller that owns it, now or before the event. */
export function ownerOf(child: Kind<KubeObject>, owner: Kind<KubeObject>): Trigger {
  return {
    kind: child,
    keys: (event) => {
      const { object } = event;
      const previous = event.type === 'DELETED' ? undefined : event.previous;
      const names = new Set([object, previous].map((one) => controllerName(one, owner)));
      return [...names].flatMap((name) => (name === undefined ? [] : [{ namespace: object.metadata.namespace, name }]));
    },
  };
}

function controllerName(object: KubeObject | undefined, owner: Kind<KubeObject>): string | undefined {
  const reference = object?.metadata.ownerReferences?.find(({ controller }) => controller);
  return reference?.kind === owner.kind && reference.apiVersion === owner.apiVersion ? reference.name : undefined;
}

/** A child without a controller may belong to any workload that selects it. */
export function adopters<T extends KubeObject & { readonly spec: { readonly selector?: LabelSelector } }>(child: Kind<KubeObject>, owner: Kind<T>): Trigger {
  return {
    kind: child,
    keys: ({ object }, access) => {
      const { namespace = '', labels } = object.metadata;
      if (controllerOf(object)) return [];
      const selecting = readAll(access, owner, { namespace }).filter(({ spec }) => matchesSelector(spec.selector, labels));
      return selecting.map(({ metadata: { name } }) => ({ namespace, name }));
    },
  };
}
