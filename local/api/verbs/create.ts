import type { KubeObject } from '../../object.js';
import { trackManagedFields } from '../../patch/managed-fields.js';
import { prepareObject } from '../../schema/prepare.js';
import { checkTypeMeta } from '../../schema/type-meta.js';
import { StatusError } from '../../status-error.js';
import { timestamp, type ApiCore } from '../core.js';
import { alreadyExists, badRequest, forbidden, notFound } from '../errors.js';
import { groupVersion, type ResourceDefinition } from '../registry/resource-definition.js';
import { admitCreate, startStatus } from '../strategy/admission.js';
import { generatedName } from '../strategy/name-suffix.js';
import type { WriteOptions, Written } from './write-context.js';

/** A new object on its way into the store. */
export interface CreateRequest {
  readonly definition: ResourceDefinition;
  readonly namespace: string | undefined;
  /** The parsed body. */
  readonly body: unknown;
  readonly source: 'body' | 'apply';
}

/** Creates an object. Throws StatusError. The write is durable once the store has settled. */
export function createObject(core: ApiCore, request: CreateRequest, options: WriteOptions): Written<KubeObject> {
  const { definition, namespace } = request;
  const sent = readBody(definition, request.body);
  const { managedFields: sentFields, ...sentMetadata } = inNamespace(sent, definition, namespace).metadata;
  if (sentMetadata.resourceVersion) {
    throw withoutReason(new StatusError(500, '', 'resourceVersion should not be set on objects to be created'));
  }
  const uid = core.newUid();
  const now = timestamp(core.clock());
  const { deletionTimestamp: _time, deletionGracePeriodSeconds: _grace, resourceVersion: _version, selfLink: _link, generation: _generation, ...metadata } = sentMetadata;
  if (!metadata.name && metadata.generateName) metadata.name = generatedName(metadata.generateName, uid);
  if (namespace) checkNamespace(core, definition, { namespace, name: metadata.name });
  const object: KubeObject = { ...sent, metadata: { ...tidyMetadata(metadata as KubeObject['metadata']), uid, creationTimestamp: now } };
  if (request.source === 'apply' && sentFields) object.metadata.managedFields = sentFields;
  const admitted = admitCreate(core, definition, object);
  const preparation = {
    schema: definition.schema, fieldValidation: options.fieldValidation, source: request.source,
    ...(options.text === undefined ? {} : { text: options.text }),
  };
  const prepared = prepareObject({ ...preparation, object: admitted });
  const complete = startStatus(definition, prepared.object);
  // The writer owns what it sent and the defaults, not what admission added: to apply less later must not take that away.
  const owned = admitted === object ? prepared.object : prepareObject({ ...preparation, object }).object;
  const tracked = request.source === 'apply' ? complete : withOwners(complete, withManagedFields(undefined, owned, { definition, options, now }));
  core.guard?.({ user: options.user, verb: 'create', definition, object: tracked });
  const present = core.store.get(definition.storage, namespace, tracked.metadata.name);
  if (present) throw alreadyExists(definition, tracked.metadata.name, present.metadata.deletionTimestamp !== undefined);
  return { object: store(core, definition, { object: tracked, options }), created: true, warnings: prepared.warnings };
}

function withOwners(object: KubeObject, { metadata: { managedFields } }: KubeObject): KubeObject {
  return managedFields ? { ...object, metadata: { ...object.metadata, managedFields } } : object;
}

function store(core: ApiCore, definition: ResourceDefinition, { object, options }: { object: KubeObject; options: WriteOptions }): KubeObject {
  const stored = toStored(definition, object);
  return options.dryRun ? stored : core.store.put(definition.storage, stored);
}

/** An object as it is kept in the store. */
export function toStored(definition: ResourceDefinition, object: KubeObject): KubeObject {
  return definition.conversion ? definition.conversion.write(object) : object;
}

/** The body as an object of the resource's kind; apiVersion and kind may be left out for builtin kinds. */
export function readBody(definition: ResourceDefinition, body: unknown): KubeObject {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badRequest(`the object provided is unrecognized (must be of type ${definition.kind}): the body is not a JSON object`);
  const given = body as Partial<KubeObject>;
  if (definition.custom) checkTypeMeta(body, definition.schema);
  else checkType(definition, given);
  const metadata = given.metadata ?? {};
  if (typeof metadata !== 'object' || Array.isArray(metadata)) {
    throw badRequest(`${definition.kind} in version "${definition.version}" cannot be handled as a ${definition.kind}: json: cannot unmarshal into Go struct field ${definition.kind}.metadata of type v1.ObjectMeta`);
  }
  return { ...given, apiVersion: groupVersion(definition), kind: definition.kind, metadata: { ...metadata } } as KubeObject;
}

/** Refuses a body of another kind or version. */
function checkType(definition: ResourceDefinition, given: Partial<KubeObject>): void {
  const expected = groupVersion(definition);
  const kind = given.kind || definition.kind;
  const apiVersion = given.apiVersion || expected;
  if (kind === definition.kind && apiVersion === expected) return;
  throw badRequest(`${kind} in version "${apiVersion}" cannot be handled as a ${definition.kind}: the API version in the data (${apiVersion}) does not match the expected API version (${expected})`);
}

/** Metadata without empty maps and lists, which are never stored. */
export function tidyMetadata(metadata: KubeObject['metadata']): KubeObject['metadata'] {
  const result = { ...metadata };
  for (const field of ['labels', 'annotations', 'finalizers', 'ownerReferences', 'managedFields'] as const) {
    const value = result[field];
    if (value === null || (value !== undefined && Object.keys(value).length === 0)) delete result[field];
  }
  return result;
}

/** The object in the namespace of the request. Throws BadRequest when it names another. */
export function inNamespace(object: KubeObject, definition: ResourceDefinition, namespace: string | undefined): KubeObject {
  const own = object.metadata.namespace;
  if (!definition.namespaced) {
    if (!own) return object;
    throw badRequest('namespace may not be set on cluster-scoped objects');
  }
  if (own && own !== namespace) throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  return { ...object, metadata: { ...object.metadata, ...(namespace ? { namespace } : {}) } };
}

/** The object with its field owners brought up to date. */
export function withManagedFields(
  before: KubeObject | undefined,
  after: KubeObject,
  { definition, options, now, subresource }: { definition: ResourceDefinition; options: WriteOptions; now: string; subresource?: string | undefined },
): KubeObject {
  const managedFields = trackManagedFields({ before, after, manager: options.fieldManager, operation: 'Update', subresource, schema: definition.schema, now });
  const { managedFields: _old, ...metadata } = after.metadata;
  return { ...after, metadata: { ...metadata, ...(managedFields ? { managedFields } : {}) } };
}

/** Objects are made only in namespaces that exist and are not being deleted. */
function checkNamespace(core: ApiCore, definition: ResourceDefinition, { namespace, name }: { namespace: string; name: string | undefined }): void {
  const found = core.store.get('namespaces', undefined, namespace);
  if (!found) throw notFound({ group: '', version: 'v1', plural: 'namespaces' }, namespace);
  if (!found.metadata.deletionTimestamp) return;
  throw forbidden(definition, name, `unable to create new content in namespace ${namespace} because it is being terminated`, [
    { reason: 'NamespaceTerminating', message: `namespace ${namespace} is being terminated`, field: 'metadata.namespace' },
  ]);
}

function withoutReason(error: StatusError): StatusError {
  delete (error.body as Partial<StatusError['body']>).reason;
  return error;
}
