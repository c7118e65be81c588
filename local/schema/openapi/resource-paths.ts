import type { Json } from './node-schema.js';

/** What the documents have to know about a resource; the API's definitions have it all. */
export interface OpenApiResource {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly custom: boolean;
  readonly verbs: readonly string[];
  readonly subresources: readonly { readonly name: string; readonly kind: string; readonly group?: string; readonly version?: string; readonly verbs: readonly string[] }[];
}

interface Operation {
  readonly verb: string;
  readonly method: 'get' | 'put' | 'post' | 'patch' | 'delete';
  readonly action: string;
  readonly parameters: readonly string[];
}

const write = ['dryRun', 'fieldManager', 'fieldValidation'];
const read = ['allowWatchBookmarks', 'continue', 'fieldSelector', 'labelSelector', 'limit', 'resourceVersion', 'resourceVersionMatch', 'sendInitialEvents', 'timeoutSeconds', 'watch'];

const collectionOperations: readonly Operation[] = [
  { verb: 'list', method: 'get', action: 'list', parameters: read },
  { verb: 'create', method: 'post', action: 'post', parameters: write },
  { verb: 'deletecollection', method: 'delete', action: 'deletecollection', parameters: [...read, 'dryRun', 'gracePeriodSeconds', 'propagationPolicy'] },
];
const itemOperations: readonly Operation[] = [
  { verb: 'get', method: 'get', action: 'get', parameters: [] },
  { verb: 'update', method: 'put', action: 'put', parameters: write },
  { verb: 'patch', method: 'patch', action: 'patch', parameters: [...write, 'force'] },
  { verb: 'delete', method: 'delete', action: 'delete', parameters: ['dryRun', 'gracePeriodSeconds', 'orphanDependents', 'propagationPolicy'] },
];
const applyPatch = 'application/apply-patch+yaml';
const strategicPatch = 'application/strategic-merge-patch+json';
/** kubectl sends a strategic merge patch wherever it is named, and custom resources do not take one. */
const customPatches = [applyPatch, 'application/json-patch+json', 'application/merge-patch+json'];

function mediaTypes(method: Operation['method'], custom: boolean): readonly string[] {
  if (method === 'patch') return custom ? customPatches : [...customPatches, strategicPatch];
  return method === 'post' || method === 'put' ? ['*/*'] : [];
}

const booleans = new Set(['allowWatchBookmarks', 'force', 'orphanDependents', 'sendInitialEvents', 'watch']);
const integers = new Set(['gracePeriodSeconds', 'limit', 'timeoutSeconds']);

/** How the documents of one dialect write parameters, bodies and answers. */
export interface PathWriter {
  parameter(name: string, place: 'query' | 'path', type: string): Json;
  /** The keys of an operation that carry its body, of one of the media types, and its answer. */
  bodies(operation: { readonly mediaTypes: readonly string[]; readonly answer: Json }): Json;
}

/** The paths of one resource; `schema` answers the reference to a kind's schema. */
export function resourcePaths(resource: OpenApiResource, writer: PathWriter, schema: (kind: { group: string; version: string; kind: string }) => Json): Record<string, Json> {
  const { group, version, plural, kind, namespaced } = resource;
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  const collection = namespaced ? `${root}/namespaces/{namespace}/${plural}` : `${root}/${plural}`;
  const own = { group, version, kind };
  const paths: Record<string, Json> = {};
  const add = (path: string, operations: readonly Operation[], of: { verbs: readonly string[]; kind: { group: string; version: string; kind: string } }): void => {
    const item: Json = {};
    for (const operation of operations) {
      if (of.verbs.includes(operation.verb)) item[operation.method] = writeOperation(operation, { resource, kind: of.kind, answer: schema(of.kind), writer });
    }
    if (Object.keys(item).length > 0) paths[path] = { ...item, parameters: pathParameters(path, writer) };
  };
  add(collection, collectionOperations, { verbs: resource.verbs, kind: own });
  if (namespaced) add(`${root}/${plural}`, collectionOperations.slice(0, 1), { verbs: resource.verbs, kind: own });
  add(`${collection}/{name}`, itemOperations, { verbs: resource.verbs, kind: own });
  for (const sub of resource.subresources) {
    const subKind = { group: sub.group ?? group, version: sub.version ?? version, kind: sub.kind };
    add(`${collection}/{name}/${sub.name}`, [...itemOperations, ...collectionOperations.slice(1, 2)], { verbs: sub.verbs, kind: subKind });
  }
  return paths;
}

function pathParameters(path: string, writer: PathWriter): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => writer.parameter(name, 'path', 'string'));
}

interface Written {
  readonly resource: OpenApiResource;
  readonly kind: { group: string; version: string; kind: string };
  readonly answer: Json;
  readonly writer: PathWriter;
}

function writeOperation(operation: Operation, { resource, kind, answer, writer }: Written): Json {
  const type = (name: string): string => (booleans.has(name) ? 'boolean' : integers.has(name) ? 'integer' : 'string');
  return {
    operationId: `${operation.action}${resource.group.replaceAll(/[^a-zA-Z0-9]/g, '')}${resource.version}${kind.kind}`,
    tags: [`${resource.group || 'core'}_${resource.version}`],
    parameters: operation.parameters.map((name) => writer.parameter(name, 'query', type(name))),
    ...writer.bodies({ mediaTypes: mediaTypes(operation.method, resource.custom), answer }),
    'x-kubernetes-action': operation.action,
    'x-kubernetes-group-version-kind': kind,
  };
}
