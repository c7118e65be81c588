import type { KubeObject } from '../object.js';
import { schemaPath } from './kinds/definition.js';
import { compileSchema, wholeObject } from './custom/structural-schema.js';
import { FieldErrors } from './field-errors.js';
import type { KindSchema } from './kind-schema.js';
import { readFields, readList, readText, type Fields } from './kinds/kind-rules.js';

/** A column that a definition asks for. */
export interface PrinterColumn {
  readonly name: string;
  readonly type: string;
  readonly jsonPath: string;
  readonly format?: string;
  readonly description?: string;
  readonly priority: number;
}

/** Where the scale subresource of a custom kind finds its numbers. */
export interface ScaleSubresource {
  readonly specReplicasPath: string;
  readonly statusReplicasPath: string;
  readonly labelSelectorPath?: string;
}

/** One served version of a custom resource. */
export interface CompiledVersion {
  readonly name: string;
  readonly storage: boolean;
  readonly schema: KindSchema;
  readonly columns: readonly PrinterColumn[];
  readonly status: boolean;
  readonly scale: ScaleSubresource | undefined;
  readonly selectableFields: readonly string[];
}

/** A definition, ready to serve: its served versions, the storage version first. */
export interface CompiledCrd {
  readonly group: string;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly names: {
    readonly plural: string;
    readonly singular: string;
    readonly kind: string;
    readonly listKind: string;
    readonly shortNames: readonly string[];
    readonly categories: readonly string[];
  };
  readonly versions: readonly CompiledVersion[];
}

/**
 * Compiles a stored (already prepared) CustomResourceDefinition. Throws StatusError (422) for one that is not valid;
 * prepareObject has refused such before.
 */
export function compileCrd(crd: KubeObject): CompiledCrd {
  const spec = readFields(crd, 'spec');
  const names = readFields(spec, 'names');
  const errors = new FieldErrors();
  const kind = readText(names, 'kind') ?? '';
  const naming = { group: readText(spec, 'group') ?? '', kind, namespaced: spec['scope'] === 'Namespaced' };
  const versions = readList(spec, 'versions')
    .map((version, index) => ({ version, index }))
    .filter(({ version }) => version['served'] === true)
    .map(({ version, index }) => compileVersion(version, schemaPath(spec, index), naming, errors));
  errors.throwIfAny({ group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' }, crd.metadata.name);
  return {
    group: naming.group,
    scope: naming.namespaced ? 'Namespaced' : 'Cluster',
    names: {
      plural: readText(names, 'plural') ?? '',
      singular: readText(names, 'singular') ?? kind.toLowerCase(),
      kind,
      listKind: readText(names, 'listKind') ?? `${kind}List`,
      shortNames: texts(names['shortNames']),
      categories: texts(names['categories']),
    },
    versions: versions.sort((left, right) => Number(right.storage) - Number(left.storage)),
  };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as string[]) : [];
}

function compileVersion(version: Fields, path: string, naming: { group: string; kind: string; namespaced: boolean }, errors: FieldErrors): CompiledVersion {
  const name = readText(version, 'name') ?? '';
  const raw = readFields(version, 'schema')['openAPIV3Schema'] as Record<string, unknown> | undefined;
  const subresources = readFields(version, 'subresources');
  const status = subresources['status'] !== undefined;
  const root = raw ? compileSchema(raw, path, errors) : wholeObject({ type: 'object', preserveUnknown: true });
  return {
    name,
    storage: version['storage'] === true,
    schema: { ...naming, version: name, custom: true, root, statusSubresource: status, counted: true, ...(raw ? { openApiSchema: raw } : {}) },
    columns: readList(version, 'additionalPrinterColumns').map((column) => ({ priority: 0, ...column }) as unknown as PrinterColumn),
    status,
    scale: subresources['scale'] === undefined ? undefined : (readFields(subresources, 'scale') as unknown as ScaleSubresource),
    selectableFields: readList(version, 'selectableFields').map((field) => String(field['jsonPath'])),
  };
}
