import type { KubeObject } from '../../object.js';
import { StatusError } from '../../status-error.js';
import type { ApiCore } from '../core.js';
import { badRequest, notFound } from '../errors.js';
import { presented, type ResourceDefinition } from '../registry/resource-definition.js';
import { readSelection, type Selection } from '../selectors/selection.js';
import { tableOf, type TableOptions } from '../table/table.js';
import { listObjects, readRevision, tooLarge } from '../verbs/list.js';
import { flag, parameter, type ApiRequest } from './api-request.js';
import { negotiate } from './negotiate.js';
import { listText, objectText, partialListText, partialObject, type ListMetadata } from './object-shapes.js';
import { sendJson, sendYaml } from './respond.js';
import { bookmarkLine, WatchStream } from './watch-stream.js';
import { shapedBookmark, shapedEvent } from './watch-shapes.js';

/** What a read is about. */
export interface ReadTarget {
  readonly definition: ResourceDefinition;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
}

/** Sends one object, in the shape that was asked for. */
export async function sendObject(core: ApiCore, http: ApiRequest, { definition, object, code }: { definition: ResourceDefinition; object: KubeObject; code: number }): Promise<void> {
  const wanted = negotiate(http.request.headers.accept, ['Table', 'PartialObjectMetadata']);
  await core.store.settled();
  if (wanted.shape === 'Table') return sendJson(http.response, code, JSON.stringify(tableOf(definition, [presented(definition, object)], tableOptions(core, http, { resourceVersion: object.metadata.resourceVersion ?? '' }))));
  if (wanted.shape === 'PartialObjectMetadata') return sendJson(http.response, code, JSON.stringify(partialObject(object, wanted.version)));
  if (wanted.yaml) return sendYaml(http.response, code, JSON.parse(objectText(definition, object)));
  const text = objectText(definition, object);
  sendJson(http.response, code, flag(http.query, 'pretty') ? JSON.stringify(JSON.parse(text), undefined, 2) : text);
}

/** GET of one object. */
export async function getObject(core: ApiCore, http: ApiRequest, { definition, namespace, name = '' }: ReadTarget): Promise<void> {
  const revision = readRevision(parameter(http.query, 'resourceVersion'));
  if (revision !== undefined && revision > core.store.revision) throw tooLarge(revision, core.store.revision);
  const object = core.store.get(definition.storage, namespace, name);
  if (!object) throw notFound(definition, name);
  await sendObject(core, http, { definition, object, code: 200 });
}

/** GET of a collection. */
export async function getList(core: ApiCore, http: ApiRequest, { definition, namespace }: ReadTarget): Promise<void> {
  const { query } = http;
  const wanted = negotiate(http.request.headers.accept, ['Table', 'PartialObjectMetadataList']);
  const selection = selectionOf(definition, namespace, query);
  const resourceVersion = parameter(query, 'resourceVersion');
  const resourceVersionMatch = parameter(query, 'resourceVersionMatch');
  checkMatch(query, resourceVersion, resourceVersionMatch);
  const limit = Number(parameter(query, 'limit') ?? 0);
  if (!Number.isInteger(limit)) throw badRequest(`limit: "${query.get('limit') ?? ''}" is no number`);
  const page = listObjects(core, { definition, selection, limit, continueToken: parameter(query, 'continue'), resourceVersion, resourceVersionMatch });
  const metadata: ListMetadata = {
    resourceVersion: String(page.revision),
    ...(page.continueToken ? { continue: page.continueToken } : {}),
    ...(page.remaining ? { remainingItemCount: page.remaining } : {}),
  };
  await core.store.settled();
  if (wanted.shape === 'Table') return sendJson(http.response, 200, JSON.stringify(tableOf(definition, page.objects.map((object) => presented(definition, object)), tableOptions(core, http, { ...metadata }))));
  if (wanted.shape === 'PartialObjectMetadataList') return sendJson(http.response, 200, partialListText(metadata, page.objects, wanted.version));
  const text = listText(definition, metadata, page.objects);
  if (wanted.yaml) return sendYaml(http.response, 200, JSON.parse(text));
  sendJson(http.response, 200, flag(query, 'pretty') ? JSON.stringify(JSON.parse(text), undefined, 2) : text);
}

/** A watch of a collection or of one object of it. */
export function openWatch(core: ApiCore, http: ApiRequest, { definition, namespace, name }: ReadTarget): WatchStream {
  const { query } = http;
  const wanted = negotiate(http.request.headers.accept, ['Table', 'PartialObjectMetadata']);
  const nameSelector = name === undefined ? undefined : `metadata.name=${name}`;
  const selection = selectionOf(definition, namespace, query, nameSelector);
  const sendInitial = query.has('sendInitialEvents') ? flag(query, 'sendInitialEvents') : undefined;
  checkInitial(sendInitial, parameter(query, 'resourceVersionMatch'));
  const bookmarks = flag(query, 'allowWatchBookmarks');
  const timeout = parameter(query, 'timeoutSeconds');
  if (timeout !== undefined && !/^\d+$/.test(timeout)) throw badRequest(`timeoutSeconds: "${timeout}" is no number`);
  const options = tableOptions(core, http, { resourceVersion: '' });
  return new WatchStream(core, http.response, {
    definition,
    selection,
    from: watchStart(core, { revision: readRevision(parameter(query, 'resourceVersion')), sendInitial }),
    bookmarks,
    markInitial: sendInitial === true && bookmarks,
    timeoutSeconds: timeout === undefined ? undefined : Number(timeout),
    write: shapedEvent(definition, wanted, options),
    bookmark: wanted.shape === 'object' ? (revision, initial) => bookmarkLine(definition, revision, initial) : shapedBookmark(wanted),
  });
}

/** The revision after which events are sent; undefined when the watch begins with the objects there are. */
function watchStart({ store }: ApiCore, { revision, sendInitial }: { revision: number | undefined; sendInitial: boolean | undefined }): number | undefined {
  if (revision !== undefined && revision > store.revision) throw tooLarge(revision, store.revision);
  if (sendInitial === true) return undefined;
  if (revision === undefined || revision === 0) return sendInitial === false ? store.revision : undefined;
  return revision;
}

function selectionOf(definition: ResourceDefinition, namespace: string | undefined, query: URLSearchParams, nameSelector?: string): Selection {
  const labelSelector = parameter(query, 'labelSelector');
  const fieldSelector = [parameter(query, 'fieldSelector'), nameSelector].filter(Boolean).join(',');
  return readSelection(definition, { ...(namespace === undefined ? {} : { namespace }), ...(labelSelector ? { labelSelector } : {}), fieldSelector });
}

/** The selection of a collection request. */
export { selectionOf };

function tableOptions(core: ApiCore, { query }: ApiRequest, metadata: Readonly<Record<string, unknown>>): TableOptions {
  const include = parameter(query, 'includeObject');
  return { includeObject: include === 'Object' || include === 'None' ? include : 'Metadata', metadata, now: core.clock() };
}

function checkMatch(query: URLSearchParams, resourceVersion: string | undefined, match: string | undefined): void {
  if (query.has('sendInitialEvents')) throw invalidOptions('sendInitialEvents', 'Forbidden: sendInitialEvents is forbidden for list');
  if (match === undefined) return;
  if (parameter(query, 'continue')) throw invalidOptions('resourceVersionMatch', 'Forbidden: resourceVersionMatch is forbidden when continue is provided');
  const fault = !['Exact', 'NotOlderThan'].includes(match)
    ? `Unsupported value: "${match}": supported values: "Exact", "NotOlderThan", ""`
    : resourceVersion === undefined
      ? 'Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided'
      : match === 'Exact' && resourceVersion === '0' ? 'Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"' : undefined;
  if (fault) throw invalidOptions('resourceVersionMatch', fault);
}

function checkInitial(sendInitial: boolean | undefined, match: string | undefined): void {
  if (sendInitial === undefined && match !== undefined) {
    throw invalidOptions('resourceVersionMatch', 'Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided');
  }
  if (sendInitial !== undefined && match !== 'NotOlderThan') {
    throw invalidOptions('resourceVersionMatch', 'Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan');
  }
}

/** The refusal of list, watch or write options. */
export function invalidOptions(field: string, message: string, kind = 'ListOptions'): StatusError {
  const reason = message.startsWith('Forbidden') ? 'FieldValueForbidden' : message.startsWith('Unsupported') ? 'FieldValueNotSupported' : 'FieldValueInvalid';
  return new StatusError(422, 'Invalid', `${kind}.meta.k8s.io "" is invalid: ${field}: ${message}`, { group: 'meta.k8s.io', kind, causes: [{ reason, message, field }] });
}
