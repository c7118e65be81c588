import { createHash } from 'node:crypto';
import { builtinSchema, typeNode } from './builtin.js';
import type { KindSchema } from './kind-schema.js';
import type { Dialect, Json, SchemaCollector } from './openapi/node-schema.js';
import type { OpenApiResource, PathWriter } from './openapi/resource-paths.js';

/** A document as it is sent. */
export interface OpenApiDocument {
  readonly body: Buffer;
  /** Quoted, as the ETag header has it. */
  readonly etag: string;
}

/** A resource with the schema of its kind. */
export interface DocumentedResource extends OpenApiResource {
  readonly schema: KindSchema;
}

const info = { title: 'Kubernetes', version: 'v1.36.0' };
const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1.';

const version3: PathWriter = {
  parameter: (name, place, type) => ({ name, in: place, ...(place === 'path' ? { required: true } : {}), schema: { type, uniqueItems: true } }),
  bodies: ({ mediaTypes, answer }) => ({
    ...(mediaTypes.length > 0 ? { requestBody: { required: true, content: Object.fromEntries(mediaTypes.map((type) => [type, { schema: answer }])) } } : {}),
    responses: { 200: { description: 'OK', content: { 'application/json': { schema: answer } } }, 401: { description: 'Unauthorized' } },
  }),
};

const version2: PathWriter = {
  parameter: (name, place, type) => ({ name, in: place, type, uniqueItems: true, ...(place === 'path' ? { required: true } : {}) }),
  bodies: ({ mediaTypes, answer }) => ({
    ...(mediaTypes.length > 0 ? { consumes: mediaTypes } : {}),
    produces: ['application/json', 'application/yaml'],
    responses: { 200: { description: 'OK', schema: answer }, 401: { description: 'Unauthorized' } },
  }),
};

/** Everything the API serves as one group and version. */
interface GroupVersion {
  /** `api/v1` or `apis/GROUP/VERSION`. */
  readonly path: string;
  readonly resources: DocumentedResource[];
}

/**
 * The OpenAPI documents of one state of the registry: version 3 with an index and a document for each group and
 * version, and the whole as version 2. A document is made when it is first asked for and kept.
 */
export class OpenApiDocuments {
  readonly #groups: readonly GroupVersion[];
  readonly #made = new Map<string, Promise<OpenApiDocument>>();
  #index: OpenApiDocument | undefined;

  constructor(resources: readonly DocumentedResource[]) {
    const groups = new Map<string, GroupVersion>();
    for (const resource of resources) {
      const path = resource.group === '' ? `api/${resource.version}` : `apis/${resource.group}/${resource.version}`;
      const group = groups.get(path) ?? { path, resources: [] };
      group.resources.push(resource);
      groups.set(path, group);
    }
    this.#groups = [...groups.values()];
  }

  /** `/openapi/v3`. */
  index(): OpenApiDocument {
    const paths = Object.fromEntries(this.#groups.map((group) => [group.path, { serverRelativeURL: `/openapi/v3/${group.path}?hash=${hashOf(group)}` }]));
    return (this.#index ??= documentOf({ paths }));
  }

  /** `/openapi/v3/PATH`; undefined for a group and version that is not served. */
  group(path: string): Promise<OpenApiDocument> | undefined {
    const group = this.#groups.find((candidate) => candidate.path === path);
    return group && this.#once(path, () => version3Document(group));
  }

  /** `/openapi/v2`. */
  version2(): Promise<OpenApiDocument> {
    return this.#once('v2', () => version2Document(this.#groups));
  }

  #once(key: string, make: () => Promise<Json>): Promise<OpenApiDocument> {
    let made = this.#made.get(key);
    if (!made) {
      made = make().then(documentOf);
      this.#made.set(key, made);
    }
    return made;
  }
}

function documentOf(content: Json): OpenApiDocument {
  const body = Buffer.from(JSON.stringify(content));
  return { body, etag: `"${createHash('sha256').update(body).digest('hex').toUpperCase()}"` };
}

/** A digest that changes with what the group's document says, without making the document. */
function hashOf({ resources }: GroupVersion): string {
  const content = resources.map(({ schema, plural, verbs, subresources }) => [plural, schema.kind, verbs, subresources, schema.openApiSchema]);
  return createHash('sha256').update(info.version).update(JSON.stringify(content)).digest('hex').toUpperCase();
}

async function version3Document(group: GroupVersion): Promise<Json> {
  const { openApi3 } = await import('./openapi/node-schema.js');
  const { paths, schemas } = await describe([group], openApi3, version3);
  return { openapi: '3.0.0', info, paths, components: { schemas } };
}

async function version2Document(groups: readonly GroupVersion[]): Promise<Json> {
  const { openApi2 } = await import('./openapi/node-schema.js');
  const { paths, schemas } = await describe(groups, openApi2, version2);
  return { swagger: '2.0', info, paths, definitions: schemas };
}

/** The descriptions of the builtin types are large: they are loaded when the first document is asked for. */
async function describe(groups: readonly GroupVersion[], dialect: Dialect, writer: PathWriter): Promise<{ paths: Json; schemas: Json }> {
  const { SchemaCollector, scalarSchemas } = await import('./openapi/node-schema.js');
  const { resourcePaths } = await import('./openapi/resource-paths.js');
  const { customSchema, customTypeName } = await import('./openapi/custom-schema.js');
  const collector = new SchemaCollector(dialect);
  const custom: Record<string, Json> = {};
  for (const name of ['ObjectMeta', 'ListMeta', 'DeleteOptions', 'Status']) collector.refer(typeNode(meta + name));
  const paths: Json = {};
  for (const { resources } of groups) {
    for (const resource of resources) {
      const { schema } = resource;
      const gvk = [{ group: schema.group, kind: schema.kind, version: schema.version }];
      const reference = schema.custom ? { $ref: dialect.referencePrefix + customTypeName(schema) } : referBuiltin(collector, schema);
      if (schema.custom) custom[customTypeName(schema)] = { ...customSchema(schema, dialect), 'x-kubernetes-group-version-kind': gvk };
      Object.assign(paths, resourcePaths(resource, writer, (kind) => (kind.kind === schema.kind ? reference : referKind(collector, kind))));
    }
  }
  return { paths, schemas: { ...collector.schemas, ...custom, ...scalarSchemas(dialect) } };
}

function referBuiltin(collector: SchemaCollector, schema: KindSchema): Json {
  const { typeName } = schema.root;
  if (!typeName) return { type: 'object' };
  const reference = collector.refer(schema.root);
  Object.assign(collector.schemas[typeName] ?? {}, { 'x-kubernetes-group-version-kind': [{ group: schema.group, kind: schema.kind, version: schema.version }] });
  return reference;
}

function referKind(collector: SchemaCollector, { group, version, kind }: { group: string; version: string; kind: string }): Json {
  const schema = builtinSchema(group, version, kind);
  return schema ? referBuiltin(collector, schema) : { type: 'string' };
}
