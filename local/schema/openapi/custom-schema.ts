import type { KindSchema } from '../kind-schema.js';
import type { Dialect, Json } from './node-schema.js';

const objectMeta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

const apiVersionText =
  'APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized schemas to the latest internal value, and may reject unrecognized values. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources';
const kindText =
  'Kind is a string value representing the REST resource this object represents. Servers may infer this from the endpoint the client submits requests to. Cannot be updated. In CamelCase. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds';

/** The name of a custom kind's schema: its group backwards, as Java packages are. */
export function customTypeName({ group, version, kind }: Pick<KindSchema, 'group' | 'version' | 'kind'>): string {
  return `${group.split('.').reverse().join('.')}.${version}.${kind}`;
}

/** The schema of a custom kind with what every object has. Version 2 cannot say some things; they are left out. */
export function customSchema(schema: KindSchema, dialect: Dialect): Json {
  const raw = schema.openApiSchema ?? { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  const own = dialect.version === 3 ? raw : (withoutUnknownWords(raw) as Json);
  const reference = { $ref: dialect.referencePrefix + objectMeta };
  return {
    ...own,
    properties: {
      ...(own['properties'] as Json | undefined),
      apiVersion: { description: apiVersionText, type: 'string' },
      kind: { description: kindText, type: 'string' },
      metadata: dialect.version === 3 ? { allOf: [reference], description: 'Standard object metadata.' } : { description: 'Standard object metadata.', ...reference },
    },
  };
}

const version3Words = new Set(['oneOf', 'anyOf', 'not', 'nullable']);

/** Removes words that OpenAPI 2 does not have; the names of properties are no words. */
function withoutUnknownWords(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutUnknownWords);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([word]) => !version3Words.has(word))
      .map(([word, value]) => [word, word === 'properties' ? mapValues(value as Json) : word === 'default' || word === 'enum' ? value : withoutUnknownWords(value)]),
  );
}

function mapValues(properties: Json): Json {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, withoutUnknownWords(value)]));
}
