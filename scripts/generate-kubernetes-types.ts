/**
 * Writes local/schema/generated/: the structure and the descriptions of the builtin Kubernetes kinds that the local
 * Kubernetes serves. Structure and descriptions come from the models of @kubernetes/client-node, what those do not say
 * (list keys, merge keys, enums, quantities) from kubernetes-type-facts.json. With --check it writes nothing and fails
 * when the files are not what it would write.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

interface FieldFacts {
  list?: 'map' | 'set';
  keys?: string[];
  atomic?: boolean;
  patch?: string;
  mergeKey?: string;
  enum?: string[];
  default?: unknown;
  quantity?: boolean;
  inline?: boolean;
}

interface TypeFacts {
  model: string;
  atomic?: boolean;
  fields?: Record<string, FieldFacts>;
}

interface Facts {
  kinds: unknown[];
  types: Record<string, TypeFacts>;
}

interface Attribute {
  name: string;
  baseName: string;
  type: string;
  format: string;
}

const here = dirname(fileURLToPath(import.meta.url));
const output = join(here, '../local/schema/generated');
const models = join(dirname(createRequire(import.meta.url).resolve('@kubernetes/client-node')), 'gen/models');
const facts = JSON.parse(readFileSync(join(here, 'kubernetes-type-facts.json'), 'utf8')) as Facts;
const typeByModel = new Map(Object.entries(facts.types).map(([name, type]) => [type.model, name]));

const scalars: Record<string, string> = {
  'string': 's',
  'string:byte': 'bytes',
  'number:int32': 'i32',
  'number:int64': 'i64',
  'number:double': 'num',
  'number': 'num',
  'boolean': 'b',
  'Date:date-time': 'time',
  'Date': 'time',
  'V1MicroTime': 'micro',
  'IntOrString': 'ios',
  'any': 'any',
};

/** The code of a type: a scalar, a reference (@name), a list ([]code) or a map ({}code). */
function encode(type: string, format: string): string {
  const list = /^Array<(.*)>$/.exec(type);
  if (list?.[1]) return `[]${encode(list[1], format)}`;
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(type);
  if (map?.[1]) return `{}${encode(map[1], format)}`;
  const scalar = scalars[`${type}:${format}`] ?? scalars[type];
  if (scalar) return scalar;
  const name = typeByModel.get(type);
  if (!name) throw new Error(`${type} is not in kubernetes-type-facts.json`);
  return `@${name}`;
}

function plainText(comment: string): string {
  return comment.replace(/^\s*\*\s?/gm, '').replaceAll(/\\(["'])/g, '$1').replaceAll('*_/', '*/').trim();
}

function readDescriptions(model: string): { own: string; fields: Map<string, string>; required: Set<string> } {
  const text = readFileSync(join(models, `${model}.d.ts`), 'utf8');
  const fields = new Map<string, string>();
  const required = new Set<string>();
  const body = text.slice(text.indexOf('export declare class'));
  for (const [, comment, name = '', optional] of body.matchAll(/(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*)?'(\w+)'(\?)?:/g)) {
    if (comment) fields.set(name, plainText(comment));
    if (!optional) required.add(name);
  }
  const own = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export declare class/.exec(text)?.[1] ?? '';
  return { own: plainText(own), fields, required };
}

interface Output {
  structure: string;
  descriptions: string;
}

async function describeType(name: string, type: TypeFacts): Promise<Output> {
  const module = (await import(pathToFileURL(join(models, `${type.model}.js`)).href)) as Record<string, { attributeTypeMap: Attribute[] }>;
  const { own, fields: texts, required } = readDescriptions(type.model);
  const fields: Record<string, unknown> = {};
  const descriptions: Record<string, string> = { '': own };
  const names: string[] = [];
  for (const attribute of module[type.model]?.attributeTypeMap ?? []) {
    const { quantity, ...known } = type.fields?.[attribute.baseName] ?? {};
    const encoded = encode(attribute.type, attribute.format);
    const code = quantity ? encoded.replace(/s$/, 'qty') : encoded;
    fields[attribute.baseName] = Object.keys(known).length > 0 ? [code, known] : code;
    const text = texts.get(attribute.name);
    if (text) descriptions[attribute.baseName] = text;
    if (required.has(attribute.name)) names.push(attribute.baseName);
  }
  const structure = { fields, ...(names.length > 0 ? { required: names } : {}), ...(type.atomic ? { atomic: true } : {}) };
  return { structure: `  ${JSON.stringify(name)}: ${JSON.stringify(JSON.stringify(structure))},`, descriptions: `  ${JSON.stringify(name)}: ${JSON.stringify(JSON.stringify(descriptions))},` };
}

const header = '// Written by scripts/generate-kubernetes-types.ts; do not edit.\n';

const outputs = await Promise.all(Object.entries(facts.types).map(([name, type]) => describeType(name, type)));
const files: Record<string, string> = {
  'kubernetes-types.ts': `${header}
/** One builtin kind. */
export interface BuiltinKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly type: string;
  readonly namespaced: boolean;
}

export const builtinKinds: readonly BuiltinKind[] = [
${facts.kinds.map((kind) => `  ${JSON.stringify(kind)},`).join('\n')}
];

/** The structure of every type as JSON, read when it is first needed. */
export const typeStructures: Readonly<Record<string, string>> = {
${outputs.map(({ structure }) => structure).join('\n')}
};
`,
  'kubernetes-descriptions.ts': `${header}
/** The descriptions of every type ('') and its fields as JSON. */
export const typeDescriptions: Readonly<Record<string, string>> = {
${outputs.map(({ descriptions }) => descriptions).join('\n')}
};
`,
};

mkdirSync(output, { recursive: true });
for (const [name, content] of Object.entries(files)) {
  const path = join(output, name);
  if (!process.argv.includes('--check')) writeFileSync(path, content);
  else if (readFileSync(path, 'utf8') !== content) {
    console.error(`${path} is not up to date: run node --import @swc-node/register/esm-register scripts/generate-kubernetes-types.ts`);
    process.exitCode = 1;
  }
}
