import type { ApiAccess, ObjectKey, WatchEvent } from '../api-access.js';
import type { KubeObject } from '../object.js';
import { read, readAll, type Kind } from './kinds.js';
import { matchesSelector, type LabelSelector } from './label-selector.js';
import { controllerOf } from './owner.js';
import { perform, type Plan } from './plan.js';

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

/** A visit that does what is planned for an object, and nothing when it is gone. */
export function planned<T extends KubeObject>(kind: Kind<T>, plan: (object: T, access: ApiAccess, namespace: string) => Plan): Controller['visit'] {
  return async (access, key) => {
    const object = read(access, kind, key);
    return object && perform(access, plan(object, access, key.namespace ?? ''));
  };
}

/** What a workload hears of: itself, the children that it owns, and those without a controller that it selects. */
export function workloadTriggers<T extends KubeObject & { readonly spec: { readonly selector?: LabelSelector } }>(owner: Kind<T>, child: Kind<KubeObject>): readonly Trigger[] {
  return [ownObject(owner), ownerOf(child, owner), adopters(child, owner)];
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
function adopters<T extends KubeObject & { readonly spec: { readonly selector?: LabelSelector } }>(child: Kind<KubeObject>, owner: Kind<T>): Trigger {
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
