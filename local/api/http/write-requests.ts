import type { DeleteOptions } from '../../api-access.js';
import type { KubeObject } from '../../object.js';
import type { ApiCore } from '../core.js';
import { badRequest } from '../errors.js';
import type { ResourceDefinition } from '../registry/resource-definition.js';
import { createObject } from '../verbs/create.js';
import { deleteObject } from '../verbs/delete.js';
import { listObjects } from '../verbs/list.js';
import { APPLY_PATCH, PATCH_TYPES, patchObject, unsupportedPatch } from '../verbs/patch.js';
import { updateObject } from '../verbs/update.js';
import type { WriteOptions, Written } from '../verbs/write-context.js';
import { flag, parameter, type ApiRequest } from './api-request.js';
import { decodeProtobufBody, PROTOBUF } from '../protobuf/decode-body.js';
import { mediaType, parseBody, readBodyBytes } from './body.js';
import { listText } from './object-shapes.js';
import { invalidOptions, selectionOf, sendObject } from './read-requests.js';
import { addWarnings, sendJson } from './respond.js';

/** What a write is about. */
export interface WriteTarget {
  readonly definition: ResourceDefinition;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly subresource: string | undefined;
}

/** A request's body: its text and what it says. */
export interface Body {
  readonly text: string;
  readonly type: string;
  readonly value: unknown;
}

/** Reads and parses the body of a request. Throws StatusError. */
export async function readRequestBody({ request }: ApiRequest): Promise<Body> {
  const type = mediaType(request.headers['content-type']);
  const bytes = await readBodyBytes(request);
  if (type === PROTOBUF) return { text: '', type, value: decodeProtobufBody(bytes) };
  const text = bytes.toString('utf8');
  return { text, type, value: parseBody(text, type) };
}

/** The options of a write from its query. Throws Invalid (422). */
export function writeOptions({ query, request, user }: ApiRequest, text?: string): WriteOptions {
  for (const value of query.getAll('dryRun')) checkDryRun(value, 'CreateOptions');
  const fieldValidation = parameter(query, 'fieldValidation') ?? 'Warn';
  if (fieldValidation !== 'Strict' && fieldValidation !== 'Warn' && fieldValidation !== 'Ignore') {
    throw invalidOptions('fieldValidation', `Unsupported value: "${fieldValidation}": supported values: "", "Ignore", "Warn", "Strict"`, 'CreateOptions');
  }
  const fieldManager = parameter(query, 'fieldManager') ?? (request.headers['user-agent'] ?? 'unknown').split('/')[0] ?? 'unknown';
  if (fieldManager.length > 128) throw invalidOptions('fieldManager', 'Invalid value: may not be longer than 128', 'CreateOptions');
  return { user, dryRun: query.getAll('dryRun').some((value) => value === 'All'), fieldManager, fieldValidation, ...(text === undefined ? {} : { text }) };
}

/** POST of a new object. */
export async function postObject(core: ApiCore, http: ApiRequest, { definition, namespace }: WriteTarget): Promise<void> {
  const body = await readRequestBody(http);
  const written = createObject(core, { definition, namespace, body: body.value, source: 'body' }, writeOptions(http, jsonText(body)));
  await sendWritten(core, http, { definition, written });
}

/** PUT of an object or its status. */
export async function putObject(core: ApiCore, http: ApiRequest, target: WriteTarget): Promise<void> {
  const body = await readRequestBody(http);
  const written = updateObject(core, { ...target, body: body.value, source: 'body' }, writeOptions(http, jsonText(body)));
  await sendWritten(core, http, { definition: target.definition, written });
}

/** PATCH of an object or its status. */
export async function patchRequest(core: ApiCore, http: ApiRequest, target: WriteTarget): Promise<void> {
  const type = patchType(http);
  const body = await readRequestBody(http);
  const isApply = type === APPLY_PATCH;
  if (isApply && !parameter(http.query, 'fieldManager')) throw invalidPatchOptions('fieldManager', 'Required value: is required for apply patch');
  if (!isApply && http.query.has('force')) throw invalidPatchOptions('force', 'Forbidden: may not be specified for non-apply patch');
  const options = writeOptions(http, isApply ? body.text : undefined);
  const written = patchObject(core, { ...target, contentType: type, patch: body.value, force: flag(http.query, 'force') }, options);
  await sendWritten(core, http, { definition: target.definition, written });
}

/** The media type of a patch. Throws UnsupportedMediaType (415). */
export function patchType({ request }: ApiRequest): string {
  const type = mediaType(request.headers['content-type']);
  if (!PATCH_TYPES.includes(type)) {
    request.resume();
    throw unsupportedPatch();
  }
  return type;
}

function invalidPatchOptions(field: string, message: string): Error {
  return invalidOptions(field, message, 'PatchOptions');
}

async function sendWritten(core: ApiCore, http: ApiRequest, { definition, written }: { definition: ResourceDefinition; written: Written<KubeObject> }): Promise<void> {
  addWarnings(http.response, written.warnings);
  await sendObject(core, http, { definition, object: written.object, code: written.created ? 201 : 200 });
}

/** DELETE of one object. */
export async function deleteRequest(core: ApiCore, http: ApiRequest, { definition, namespace, name }: WriteTarget): Promise<void> {
  const { options, dryRun } = await readDeleteOptions(http);
  const { object, gone } = deleteObject(core, { definition, namespace, name, options, dryRun });
  if (!gone || definition.returnsDeleted) return sendObject(core, http, { definition, object, code: 200 });
  await core.store.settled();
  const { group, plural } = definition;
  const details = { name, ...(group ? { group } : {}), kind: plural, uid: object.metadata.uid };
  sendJson(http.response, 200, JSON.stringify({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details }));
}

/** DELETE of a collection: what is selected, each on its own. */
export async function deleteCollection(core: ApiCore, http: ApiRequest, { definition, namespace }: Pick<WriteTarget, 'definition' | 'namespace'>): Promise<void> {
  const { options, dryRun } = await readDeleteOptions(http);
  const selection = selectionOf(definition, namespace, http.query);
  const page = listObjects(core, { definition, selection, limit: 0, continueToken: undefined, resourceVersion: undefined, resourceVersionMatch: undefined });
  for (const { metadata } of page.objects) deleteObject(core, { definition, namespace: metadata.namespace, name: metadata.name, options, dryRun });
  await core.store.settled();
  sendJson(http.response, 200, listText(definition, { resourceVersion: String(core.store.revision) }, page.objects));
}

interface SentDeleteOptions extends DeleteOptions {
  readonly dryRun?: readonly string[];
  readonly orphanDependents?: boolean;
}

/** The options of a deletion, from its body or its query. Throws StatusError. */
export async function readDeleteOptions(http: ApiRequest): Promise<{ options: DeleteOptions; dryRun: boolean }> {
  const { query, request } = http;
  const bytes = await readBodyBytes(request);
  const type = mediaType(request.headers['content-type']);
  const sent = bytes.length === 0 ? optionsOfQuery(query) : optionsOfBody(type === PROTOBUF ? decodeProtobufBody(bytes) : parseBody(bytes.toString('utf8'), type));
  return checkedOptions(sent);
}

/** Checks the options of a deletion. Throws Invalid (422). */
export function checkedOptions(sent: SentDeleteOptions): { options: DeleteOptions; dryRun: boolean } {
  for (const value of sent.dryRun ?? []) checkDryRun(value, 'DeleteOptions');
  if (sent.propagationPolicy !== undefined && !['Background', 'Foreground', 'Orphan'].includes(sent.propagationPolicy)) {
    throw invalidOptions('propagationPolicy', `Unsupported value: "${String(sent.propagationPolicy)}": supported values: "Foreground", "Background", "Orphan", "nil"`, 'DeleteOptions');
  }
  if (sent.propagationPolicy !== undefined && sent.orphanDependents !== undefined) {
    throw invalidOptions('propagationPolicy', 'Invalid value: orphanDependents and deletionPropagation cannot be both set', 'DeleteOptions');
  }
  const policy = sent.propagationPolicy ?? (sent.orphanDependents === undefined ? undefined : sent.orphanDependents ? 'Orphan' : 'Background');
  return {
    options: {
      ...(sent.gracePeriodSeconds === undefined || sent.gracePeriodSeconds === null ? {} : { gracePeriodSeconds: sent.gracePeriodSeconds }),
      ...(policy === undefined ? {} : { propagationPolicy: policy }),
      ...(sent.preconditions ? { preconditions: sent.preconditions } : {}),
    },
    dryRun: (sent.dryRun ?? []).includes('All'),
  };
}

function optionsOfQuery(query: URLSearchParams): SentDeleteOptions {
  const grace = parameter(query, 'gracePeriodSeconds');
  const policy = parameter(query, 'propagationPolicy');
  const orphan = parameter(query, 'orphanDependents');
  if (grace !== undefined && !/^[-+]?\d+$/.test(grace)) throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(grace)}: invalid syntax`);
  return {
    dryRun: query.getAll('dryRun'),
    ...(grace === undefined ? {} : { gracePeriodSeconds: Number(grace) }),
    ...(policy === undefined ? {} : { propagationPolicy: policy as 'Background' }),
    ...(orphan === undefined ? {} : { orphanDependents: orphan === 'true' }),
  };
}

function optionsOfBody(body: unknown): SentDeleteOptions {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badRequest('the body of a deletion must be DeleteOptions');
  const { kind } = body as { kind?: string };
  if (kind !== undefined && kind !== 'DeleteOptions') throw badRequest(`the object provided is unrecognized (must be of type DeleteOptions): it is a ${kind}`);
  return body;
}

function checkDryRun(value: string, kind: string): void {
  if (value !== 'All' && value !== '') throw invalidOptions('dryRun', `Unsupported value: ["${value}"]: supported values: "All"`, kind);
}

/** The text of a JSON body, in which doubled fields can be found. */
function jsonText({ text, type }: Body): string | undefined {
  return type === '' || type === 'application/json' ? text : undefined;
}
