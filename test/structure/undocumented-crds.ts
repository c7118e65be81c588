import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

interface SchemaNode {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly additionalProperties?: SchemaNode | boolean;
}

interface Definition {
  readonly spec: { readonly names: { readonly kind: string }; readonly versions: readonly { readonly schema: { readonly openAPIV3Schema: SchemaNode } }[] };
}

/** What Kubernetes itself documents. */
const KNOWN = new Set(['apiVersion', 'kind', 'metadata']);

/** Every property in the custom resource definitions of a folder that has no description. */
export function undocumentedFields(folder: string): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  if (files.length === 0) return [`${folder} has no definitions`];
  return files.flatMap((file) => {
    const { spec } = parse(readFileSync(path.join(folder, file), 'utf8')) as Definition;
    return spec.versions.flatMap((version) => missingBelow(version.schema.openAPIV3Schema, spec.names.kind));
  });
}

function missingBelow(node: SchemaNode, place: string): string[] {
  const own = Object.entries(node.properties ?? {})
    .filter(([name]) => !KNOWN.has(name))
    .flatMap(([name, child]) => [...(child.description?.trim() ? [] : [`${place}.${name}`]), ...missingBelow(child, `${place}.${name}`)]);
  const items = node.items ? missingBelow(node.items, `${place}[]`) : [];
  const values = typeof node.additionalProperties === 'object' ? missingBelow(node.additionalProperties, `${place}{}`) : [];
  return [...own, ...items, ...values];
}
