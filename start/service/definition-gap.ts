/** What the resources that Kubernetes serves lack of those that this program works with. Functions of values only. */

/** A schema as a custom resource definition and an OpenAPI document have it. */
export interface FieldSchema {
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly items?: FieldSchema;
  readonly additionalProperties?: FieldSchema | boolean;
  readonly 'x-kubernetes-group-version-kind'?: readonly { readonly group: string; readonly version: string; readonly kind: string }[];
}

/** A custom resource definition, as far as it is read here. */
export interface DefinedResource {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: FieldSchema } }[];
  };
}

/** Fields in which two versions of the definitions differ, such as `PostgresCluster spec.replicas`. */
export interface DefinitionGap {
  /** The program knows them and Kubernetes drops what is written there: its definitions are older. */
  readonly missing: readonly string[];
  /** Kubernetes keeps them and the program does not look at them: its definitions are newer. */
  readonly unknown: readonly string[];
}

/** Parts of a resource that are ours. */
const OWN_PARTS = ['spec', 'status'] as const;

const childrenOf = ({ properties = {}, items, additionalProperties }: FieldSchema): [string, FieldSchema][] => [
  ...Object.entries(properties).map(([name, field]): [string, FieldSchema] => [`.${name}`, field]),
  ...(items === undefined ? [] : [['[]', items] as [string, FieldSchema]]),
  ...(typeof additionalProperties === 'object' ? [['{}', additionalProperties] as [string, FieldSchema]] : []),
];

/** The outermost fields that are in one schema and not in the other. */
const onlyIn = (one: FieldSchema, other: FieldSchema, at: string): string[] => {
  const others = new Map(childrenOf(other));
  return childrenOf(one).flatMap(([name, field]) => {
    const there = others.get(name);
    return there === undefined ? [`${at}${name}`] : onlyIn(field, there, `${at}${name}`);
  });
};

const ownParts = ({ properties = {} }: FieldSchema): FieldSchema =>
  ({ properties: Object.fromEntries(OWN_PARTS.flatMap((part) => (properties[part] === undefined ? [] : [[part, properties[part]]]))) });

/** Compares the definitions of this program with the schemas that Kubernetes publishes. */
export const definitionGap = (wanted: readonly DefinedResource[], served: readonly FieldSchema[]): DefinitionGap => {
  const gaps = wanted.flatMap(({ spec: { group, names: { kind }, versions } }) => versions.map(({ name: version, schema: { openAPIV3Schema } }) => {
    const found = served.find((schema) => schema['x-kubernetes-group-version-kind']?.some((gvk) => gvk.group === group && gvk.version === version && gvk.kind === kind));
    if (found === undefined) return { missing: [kind], unknown: [] };
    const [own, there] = [ownParts(openAPIV3Schema), ownParts(found)];
    const fields = (one: FieldSchema, other: FieldSchema): string[] => onlyIn(one, other, '').map((field) => `${kind} ${field.slice(1)}`);
    return { missing: fields(own, there), unknown: fields(there, own) };
  }));
  return { missing: gaps.flatMap(({ missing }) => missing), unknown: gaps.flatMap(({ unknown }) => unknown) };
};

/** Names the first fields and counts the others. */
export const someOf = (fields: readonly string[]): string =>
  (fields.length <= 1 ? fields.join() : `${fields[0]} and ${fields.length - 1} other${fields.length === 2 ? '' : 's'}`);
