import type { KubeObject } from '../../object.js';
import { StatusError } from '../../status-error.js';
import type { ApiCore } from '../core.js';
import { badRequest, expired } from '../errors.js';
import type { ResourceDefinition } from '../registry/resource-definition.js';
import { isSelected, type Selection } from '../selectors/selection.js';
import { objectKey } from '../store/collection.js';

/** Paging and version of a list. */
export interface ListRequest {
  readonly definition: ResourceDefinition;
  readonly selection: Selection;
  /** 0 is no limit. */
  readonly limit: number;
  readonly continueToken: string | undefined;
  readonly resourceVersion: string | undefined;
  readonly resourceVersionMatch: string | undefined;
}

/** One page of a list. */
export interface ListPage {
  readonly objects: readonly KubeObject[];
  readonly revision: number;
  readonly continueToken?: string;
  readonly remaining?: number;
}

const EXPIRED_PAGE =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

interface ContinueToken {
  /** Revision that every page belongs to; absent in the token with which an expired list goes on as things are now. */
  readonly rv?: number;
  /** The key after which the next page starts. */
  readonly start: string;
}

/** Selects objects. Throws StatusError: Expired (410) for a version or page that is no longer known. */
export function listObjects(core: ApiCore, request: ListRequest): ListPage {
  const { definition, selection, limit } = request;
  const token = readToken(request);
  const exact = token ? token.rv : exactRevision(request);
  if (exact === undefined) refuseFuture(core, request.resourceVersion);
  const revision = exact ?? core.store.revision;
  const objects = revision === core.store.revision ? current(core, request) : past(core, request, revision);
  const rest = token ? objects.filter((object) => keyOf(object) > token.start) : objects;
  const selected = selection.matches ? rest.filter((object) => isSelected(selection, object)) : rest;
  if (limit <= 0 || selected.length <= limit) return { objects: selected, revision };
  const page = selected.slice(0, limit);
  return {
    objects: page,
    revision,
    continueToken: writeToken({ rv: revision, start: page.slice(-1).map(keyOf).join() }),
    // With a selector the reference implementation does not know how many are left.
    ...(selection.matches ? {} : { remaining: selected.length - limit }),
  };

  function keyOf({ metadata }: KubeObject): string {
    return objectKey(definition.namespaced ? metadata.namespace : undefined, metadata.name);
  }
}

function current({ store }: ApiCore, { definition, selection }: ListRequest): KubeObject[] {
  if (selection.name === undefined || (definition.namespaced && selection.namespace === undefined)) return store.list(definition.storage, selection.namespace);
  const object = store.get(definition.storage, selection.namespace, selection.name);
  return object ? [object] : [];
}

/** The collection as it was: every change since is taken back. */
function past({ store }: ApiCore, request: ListRequest, revision: number): KubeObject[] {
  const { definition, selection, continueToken } = request;
  if (revision > store.revision) throw tooLarge(revision, store.revision);
  if (!store.isKnown(definition.storage, revision)) {
    throw continueToken
      ? expired(EXPIRED_PAGE, writeToken({ start: readToken(request)?.start ?? '' }))
      : expired(`The resourceVersion for the provided list is too old: ${revision}`);
  }
  const objects = new Map(store.list(definition.storage).map((object) => [objectKey(object.metadata.namespace, object.metadata.name), object]));
  for (const event of store.eventsAfter(definition.storage, revision).reverse()) {
    const key = objectKey(event.object.metadata.namespace, event.object.metadata.name);
    if (event.previous) objects.set(key, event.previous);
    else objects.delete(key);
  }
  const keys = [...objects.keys()].sort();
  const { namespace } = selection;
  return keys.flatMap((key) => objects.get(key) ?? []).filter((object) => namespace === undefined || object.metadata.namespace === namespace);
}

/** A page of a named version is of exactly that version, also when the request does not say so. */
function exactRevision({ resourceVersion, resourceVersionMatch, limit, continueToken }: ListRequest): number | undefined {
  const isPage = limit > 0 && !continueToken && resourceVersionMatch === undefined && resourceVersion !== '0';
  return resourceVersionMatch === 'Exact' || isPage ? readRevision(resourceVersion) : undefined;
}

function refuseFuture({ store }: ApiCore, resourceVersion: string | undefined): void {
  const revision = readRevision(resourceVersion);
  if (revision !== undefined && revision > store.revision) throw tooLarge(revision, store.revision);
}

/** A version as a number; undefined when none is named. Throws BadRequest. */
export function readRevision(text: string | undefined): number | undefined {
  if (!text) return undefined;
  if (!/^\d+$/.test(text)) throw badRequest(`Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`);
  return Number(text);
}

/** The refusal of a version that was not given out yet. */
export function tooLarge(asked: number, newest: number): StatusError {
  return new StatusError(504, 'Timeout', `Too large resource version: ${asked}, current: ${newest}`, {
    causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version', field: '' }],
    retryAfterSeconds: 1,
  });
}

function writeToken(token: ContinueToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function readToken({ continueToken, resourceVersion, resourceVersionMatch }: ListRequest): ContinueToken | undefined {
  if (!continueToken) return undefined;
  if ((resourceVersion && resourceVersion !== '0') || resourceVersionMatch) {
    throw badRequest('specifying resource version is not allowed when using continue');
  }
  try {
    const token = JSON.parse(Buffer.from(continueToken, 'base64url').toString()) as Partial<ContinueToken>;
    if (['number', 'undefined'].includes(typeof token.rv) && typeof token.start === 'string') return token as ContinueToken;
  } catch {
    // Answered like a token of another shape.
  }
  throw badRequest('continue key is not valid: the token was not made by this server');
}
