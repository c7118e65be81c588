import { createGenerator } from 'ts-json-schema-generator';

/** A structural schema of Kubernetes (OpenAPI 3), as far as we write it. */
export interface CrdSchema {
  type?: string;
  description?: string;
  properties?: Record<string, CrdSchema>;
  items?: CrdSchema;
  additionalProperties?: CrdSchema;
  required?: string[];
  enum?: unknown[];
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-validations'?: { rule: string; message: string }[];
  [keyword: string]: unknown;
}

interface JsonSchema {
  description?: string;
  [keyword: string]: unknown;
  $ref?: string;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  definitions?: Record<string, JsonSchema>;
}

/** Keywords that mean the same in both, and are taken over as they are. */
const KEPT = [
  'type', 'enum', 'required', 'default', 'minimum', 'maximum', 'minLength', 'maxLength', 'pattern', 'minItems', 'maxItems',
  'minProperties', 'maxProperties', 'format',
] as const;

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ').trim();

/** Replaces references by what they refer to and keeps only what a structural schema may say. */
const structural = (schema: JsonSchema, definitions: Record<string, JsonSchema>): CrdSchema => {
  const { $ref, ...own } = schema;
  const name = $ref === undefined ? undefined : decodeURIComponent($ref.replace('#/definitions/', ''));
  if (name === 'ObjectMeta') return { type: 'object' };
  const full: JsonSchema = name === undefined ? own : { ...definitions[name], ...own };
  const result: CrdSchema = {};
  if (full.description !== undefined) result.description = oneLine(full.description);
  for (const keyword of KEPT) if (full[keyword] !== undefined) (result as Record<string, unknown>)[keyword] = full[keyword];
  if (full.items !== undefined) result.items = structural(full.items, definitions);
  if (full.properties !== undefined) {
    result.properties = Object.fromEntries(Object.entries(full.properties).map(([field, child]) => [field, structural(child, definitions)]));
  }
  const rest = full.additionalProperties;
  const isMap = typeof rest === 'object' && full.properties === undefined;
  if (isMap && Object.keys(rest).length > 0) result.additionalProperties = structural(rest, definitions);
  else if (isMap) result['x-kubernetes-preserve-unknown-fields'] = true;
  return result;
};

/** The structural schema of an exported type of a file in schema/resource. */
export const crdSchemaOf = (path: string, type: string): CrdSchema => {
  const generated = createGenerator({
    path, type, tsconfig: 'tsconfig.json', topRef: false, expose: 'all', jsDoc: 'extended', skipTypeCheck: true, additionalProperties: true, sortProps: false,
  }).createSchema(type) as JsonSchema;
  const schema = structural(generated, generated.definitions ?? {});
  const { apiVersion, kind, metadata, ...own } = schema.properties ?? {};
  if (apiVersion === undefined || kind === undefined || metadata === undefined) throw new Error(`${type} is no Kubernetes object.`);
  return {
    ...schema,
    required: ['spec'],
    properties: { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' }, ...own },
  };
};
