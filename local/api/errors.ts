import { StatusError, type StatusBody } from '../status-error.js';
import type { Resource } from '../api-access.js';
import { groupResource } from './registry/resource-definition.js';

/** One cause of a refusal: a field, and what is wrong with it. */
export type Cause = NonNullable<NonNullable<StatusBody['details']>['causes']>[number];

type Details = NonNullable<StatusBody['details']>;

function detailsOf(resource: Resource, name?: string): Details {
  return { ...(name ? { name } : {}), ...(resource.group ? { group: resource.group } : {}), kind: resource.plural };
}

/** 400: the request cannot be understood. */
export function badRequest(message: string): StatusError {
  return new StatusError(400, 'BadRequest', message);
}

/** 404: there is no such object. */
export function notFound(resource: Resource, name: string): StatusError {
  return new StatusError(404, 'NotFound', `${groupResource(resource)} "${name}" not found`, detailsOf(resource, name));
}

/** What is answered for a path or resource that is not served. */
export function notServed(): StatusError {
  return new StatusError(404, 'NotFound', 'the server could not find the requested resource', {});
}

/** 409: there is an object of that name, perhaps on its way out. */
export function alreadyExists(resource: Resource, name: string, ending = false): StatusError {
  return new StatusError(409, 'AlreadyExists', `${ending ? 'object is being deleted: ' : ''}${groupResource(resource)} "${name}" already exists`, detailsOf(resource, name));
}

/** 409: the object is not as the request expects it. */
export function conflict(resource: Resource, name: string, reason: string): StatusError {
  return new StatusError(409, 'Conflict', `Operation cannot be fulfilled on ${groupResource(resource)} "${name}": ${reason}`, detailsOf(resource, name));
}

/** The conflict of a write that was made from an older state. */
export function staleWrite(resource: Resource, name: string): StatusError {
  return conflict(resource, name, 'the object has been modified; please apply your changes to the latest version and try again');
}

/** 403: the request is understood and not allowed. */
export function forbidden(resource: Resource, name: string | undefined, reason: string, causes?: Cause[]): StatusError {
  const subject = name ? `${groupResource(resource)} "${name}"` : groupResource(resource);
  return new StatusError(403, 'Forbidden', `${subject} is forbidden: ${reason}`, { ...detailsOf(resource, name), ...(causes ? { causes } : {}) });
}

/** A refusal (422) of an object's content; `causes` name the fields. */
export function invalid(kind: { readonly group: string; readonly kind: string }, name: string, causes: readonly Cause[]): StatusError {
  const qualified = kind.group ? `${kind.kind}.${kind.group}` : kind.kind;
  const texts = causes.map(({ field, message }) => `${field}: ${message}`);
  const text = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  return new StatusError(422, 'Invalid', `${qualified} "${name}" is invalid: ${text}`, {
    name,
    ...(kind.group ? { group: kind.group } : {}),
    kind: kind.kind,
    causes: [...causes],
  });
}

/** 405: the resource has no such verb. */
export function methodNotAllowed(): StatusError {
  return new StatusError(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource', {});
}

/** The state a client asks for is no longer known: it must list again. */
export function expired(message: string, continueToken?: string): StatusError {
  const error = new StatusError(410, 'Expired', message);
  if (continueToken) error.body.metadata.continue = continueToken;
  return error;
}
