import { parse } from 'yaml';
import type { CrdSchema } from './crd-schema.js';
import type { GeneratedFile } from './generated-file.js';
import { GENERATED_PAGE, markdownPage, markdownTable } from './markdown.js';

/** The part of a CustomResourceDefinition that the page shows. */
interface Definition {
  spec: {
    group: string;
    names: { kind: string; plural: string; shortNames?: string[] };
    versions: { name: string; additionalPrinterColumns?: { name: string; description?: string; jsonPath: string }[]; schema: { openAPIV3Schema: CrdSchema } }[];
  };
}

interface Field { path: string; schema: CrdSchema; required: boolean }

/** Every field under a schema, parents before children, as paths with dots; `[]` marks an item of a list, `.*` a value of a map. */
const fieldsUnder = (schema: CrdSchema, path: string): Field[] => {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, child]) => {
    const childPath = path === '' ? name : `${path}.${name}`;
    return [{ path: childPath, schema: child, required: schema.required?.includes(name) ?? false }, ...fieldsUnder(child, childPath)];
  });
  return [...own, ...(schema.items === undefined ? [] : fieldsUnder(schema.items, `${path}[]`)),
    ...(schema.additionalProperties === undefined ? [] : fieldsUnder(schema.additionalProperties, `${path}.*`))];
};

const typeText = ({ type, items, additionalProperties, enum: values }: CrdSchema): string => {
  if (values !== undefined) return values.map((value) => `\`${String(value)}\``).join(', ');
  if (items !== undefined) return `list of ${items.type ?? 'values'}`;
  return additionalProperties === undefined ? (type ?? 'any') : `map to ${additionalProperties.type ?? 'values'}`;
};

const boundsText = (schema: CrdSchema): string => {
  const bounds = [
    ['minimum', 'at least'], ['maximum', 'at most'], ['minLength', 'characters at least'], ['maxLength', 'characters at most'], ['minItems', 'entries at least'],
    ['maxItems', 'entries at most'], ['pattern', 'matches'], ['default', 'default'],
  ].filter(([keyword]) => schema[keyword ?? ''] !== undefined);
  const texts = bounds.map(([keyword, label]) => `${label} \`${typeof schema[keyword ?? ''] === 'string' ? String(schema[keyword ?? '']) : JSON.stringify(schema[keyword ?? ''])}\``);
  return texts.length === 0 ? '' : `(${texts.join(', ')})`;
};

const fieldRow = ({ path, schema, required }: Field): string[] => [
  `\`${path}\``, typeText(schema), [schema.description ?? '', required ? 'Required.' : '', boundsText(schema)].filter((part) => part !== '').join(' '),
];

const rulesOf = (schema: CrdSchema): string[][] => [{ path: 'the object', schema, required: false }, ...fieldsUnder(schema, '')]
  .flatMap(({ path, schema: { 'x-kubernetes-validations': rules = [] } }) => rules.map(({ message }) => [`\`${path}\``, message]));

const definitionSection = ({ spec }: Definition): string => {
  const [version] = spec.versions;
  if (version === undefined) throw new Error(`The definition of ${spec.names.kind} has no version.`);
  const schema = version.schema.openAPIV3Schema;
  const table = (part: string): string => markdownTable(['Field', 'Type', 'Meaning'], fieldsUnder(schema.properties?.[part] ?? {}, part).map(fieldRow));
  return markdownPage(
    `## ${spec.names.kind}`,
    schema.description ?? '',
    `\`apiVersion: ${spec.group}/${version.name}\`. \`kubectl get ${spec.names.plural}\`${(spec.names.shortNames ?? []).map((name) => `, \`kubectl get ${name}\``).join('')}.`,
    '### Spec',
    table('spec'),
    '### What is refused',
    markdownTable(['Where', 'Refused with'], rulesOf(schema)),
    '### Status',
    table('status'),
  ).trimEnd();
};

/** docs/reference/custom-resources.md, from the CustomResourceDefinitions. */
export const generateCrdReference = (definitions: readonly GeneratedFile[]): GeneratedFile[] => {
  const content = markdownPage(
    GENERATED_PAGE,
    '# Custom resources',
    'What `kubectl apply` takes. The API writes the same resources; the operator does not know who wrote them.',
    ...definitions.map(({ content: yaml }) => definitionSection(parse(yaml) as Definition)),
  );
  return [{ path: 'docs/reference/custom-resources.md', content }];
};
