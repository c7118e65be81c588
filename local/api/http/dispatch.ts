import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ApiCore } from '../core.js';
import { methodNotAllowed, notServed } from '../errors.js';
import type { ResourceDefinition } from '../registry/resource-definition.js';
import type { UserInfo } from '../user-info.js';
import { selectedName } from '../selectors/field-selector.js';
import { APPLY_PATCH } from '../verbs/patch.js';
import type { ApiRequest } from './api-request.js';
import { flag } from './api-request.js';
import type { RequestHandler } from './api-server.js';
import { mediaType } from './body.js';
import { getList, getObject, openWatch } from './read-requests.js';
import { parsePath, type RequestPath } from '../request-path.js';
import { sendText } from './respond.js';
import type { WatchStream } from './watch-stream.js';
import { deleteCollection, deleteRequest, patchRequest, postObject, putObject, type WriteTarget } from './write-requests.js';

const SUBRESOURCE_VERBS: readonly string[] = ['get', 'update', 'patch'];

type ResourcePath = Extract<RequestPath, { type: 'resource' }>;

/** What the dispatcher needs besides the core. */
export interface DispatchParts {
  /** Who sends a request. Throws Unauthorized. */
  readonly authenticate: (request: IncomingMessage) => UserInfo;
  /** Whether the sender may do it, as whom. Throws Forbidden. */
  readonly authorize: (request: IncomingMessage, user: UserInfo, action: Action) => UserInfo;
  /** Paths outside of resources. Answers false for one that is not known. */
  readonly other: (path: string, http: ApiRequest) => Promise<boolean>;
  /** Subresources with an own way, and resources that are not stored. Answers false for those that are plain. */
  readonly special: (path: ResourcePath, http: ApiRequest, verb: string) => Promise<boolean>;
  readonly stream: (path: ResourcePath, request: IncomingMessage, connection: { readonly socket: Socket; readonly head: Buffer }) => Promise<void>;
  readonly onWatch: (watch: WatchStream, response: ServerResponse) => void;
}

/** What a request wants to do, for the authorizer. */
export interface Action {
  readonly verb: string;
  readonly path: RequestPath;
}

/** The way of a request: who, may they, what, answer. */
export function createDispatcher(core: ApiCore, parts: DispatchParts): RequestHandler {
  return {
    handle: async (request, response) => {
      const url = new URL(request.url ?? '/', 'https://local');
      const path = parsePath(url.pathname);
      const verb = verbOf(request.method ?? 'GET', path, url.searchParams);
      const user = parts.authorize(request, parts.authenticate(request), { verb, path: withSelectedName(path, url.searchParams) });
      const http: ApiRequest = { request, response, query: url.searchParams, user };
      if (path.type === 'resource') return resource(core, parts, { path, http, verb });
      if (!(await parts.other(url.pathname, http))) sendText(response, 404, '404 page not found\n');
    },
    upgrade: async (request, socket, head) => {
      const url = new URL(request.url ?? '/', 'https://local');
      const path = parsePath(url.pathname);
      parts.authorize(request, parts.authenticate(request), { verb: verbOf(request.method ?? 'GET', path, url.searchParams), path });
      if (path.type !== 'resource') throw notServed();
      await parts.stream(path, request, { socket, head });
    },
  };
}

/** A collection request for exactly one name counts as one for that object, so that rights to named objects allow it. */
function withSelectedName(path: RequestPath, query: URLSearchParams): RequestPath {
  if (path.type === 'other' || path.name !== undefined) return path;
  const name = selectedName(query.get('fieldSelector') ?? undefined);
  return name === undefined ? path : { ...path, name };
}

/** The verb of a request as RBAC names it. */
function verbOf(method: string, path: RequestPath, query: URLSearchParams): string {
  if (path.type === 'other') return method.toLowerCase();
  if (path.watch) return 'watch';
  const isCollection = path.name === undefined;
  switch (method) {
    case 'GET':
    case 'HEAD':
      return !isCollection ? 'get' : flag(query, 'watch') ? 'watch' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return isCollection ? 'deletecollection' : 'delete';
    default:
      return method.toLowerCase();
  }
}

interface ResourceRequest {
  readonly path: ResourcePath;
  readonly http: ApiRequest;
  readonly verb: string;
}

async function resource(core: ApiCore, parts: DispatchParts, { path, http, verb }: ResourceRequest): Promise<void> {
  const definition = core.registry.find(path);
  if (!definition) {
    http.request.resume();
    if (!core.registry.hasGroup(path.group)) return sendText(http.response, 404, '404 page not found\n');
    throw notServed();
  }
  if (!definition.namespaced && path.namespace !== undefined) throw notServed();
  if (await parts.special(path, http, verb)) return;
  checkPath(definition, path, verb);
  const { namespace, name, subresource } = path;
  const read = { definition, namespace, name };
  if (verb === 'list') return getList(core, http, read);
  if (verb === 'watch') return parts.onWatch(openWatch(core, http, read), http.response);
  if (verb === 'deletecollection') return deleteCollection(core, http, { definition, namespace });
  if (verb === 'get') return getObject(core, http, read);
  if (makesNew(core, definition, { path, http, verb })) parts.authorize(http.request, parts.authenticate(http.request), { verb: 'create', path });
  return write(core, { http, verb }, { definition, namespace, name: name ?? '', subresource });
}

/** Whether an apply, or a PUT where that is allowed, makes an object that is not there yet: this takes the right to create. */
function makesNew(core: ApiCore, definition: ResourceDefinition, { path, http, verb }: ResourceRequest): boolean {
  const isApply = verb === 'patch' && mediaType(http.request.headers['content-type']) === APPLY_PATCH;
  return (isApply || verb === 'update') && core.store.get(definition.storage, path.namespace, path.name ?? '') === undefined;
}

/** Refuses paths and verbs that a plain resource does not have. */
function checkPath(definition: ResourceDefinition, { namespace, name, subresource }: ResourcePath, verb: string): void {
  const isKnownSubresource = subresource === 'status' && definition.subresources.some((entry) => entry.name === 'status');
  if (subresource !== undefined && !isKnownSubresource) throw notServed();
  if (name === undefined && ['update', 'patch'].includes(verb)) throw methodNotAllowed();
  if (!definition.verbs.includes(verb) || (subresource !== undefined && !SUBRESOURCE_VERBS.includes(verb))) throw methodNotAllowed();
  if (!definition.namespaced || namespace !== undefined || verb === 'watch') return;
  // Without a namespace only whole collections can be read.
  if (name !== undefined) throw notServed();
  if (verb === 'create' || verb === 'deletecollection') throw methodNotAllowed();
}

async function write(core: ApiCore, { http, verb }: { http: ApiRequest; verb: string }, target: WriteTarget): Promise<void> {
  if (verb === 'create') {
    if (target.name !== '') throw methodNotAllowed();
    return postObject(core, http, target);
  }
  if (verb === 'update') return putObject(core, http, target);
  if (verb === 'patch') return patchRequest(core, http, target);
  if (verb === 'delete') return deleteRequest(core, http, target);
  throw methodNotAllowed();
}
