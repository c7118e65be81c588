import type { KubeObject } from '../../object.js';
import { compileCrd, type CompiledVersion, type CompiledCrd } from '../../schema/custom.js';
import { ALL_VERBS, type ResourceDefinition, type Subresource } from './resource-definition.js';

/** The resources that a stored definition serves: one for each served version. Throws StatusError for an invalid definition. */
export function customResources(crd: KubeObject): ResourceDefinition[] {
  const compiled = compileCrd(crd);
  return compiled.versions.map((version) => defineVersion(compiled, version));
}

function defineVersion({ group, scope, names }: CompiledCrd, version: CompiledVersion): ResourceDefinition {
  return {
    group,
    version: version.name,
    plural: names.plural,
    kind: names.kind,
    listKind: names.listKind,
    singular: names.singular,
    namespaced: scope === 'Namespaced',
    shortNames: names.shortNames,
    categories: names.categories,
    verbs: ALL_VERBS,
    subresources: subresourcesOf(names.kind, version),
    storage: `${names.plural}.${group}`,
    schema: version.schema,
    custom: true,
    fieldLabels: version.selectableFields.map((path) => path.replace(/^\./, '')),
    columns: version.columns,
    ...(version.scale ? { scale: version.scale } : {}),
    conditionalUpdate: true,
    createOnUpdate: false,
    returnsDeleted: false,
    graceful: false,
  };
}

function subresourcesOf(kind: string, { status, scale }: CompiledVersion): Subresource[] {
  const verbs = ['get', 'patch', 'update'];
  return [
    ...(scale ? [{ name: 'scale', kind: 'Scale', group: 'autoscaling', version: 'v1', verbs }] : []),
    ...(status ? [{ name: 'status', kind, verbs }] : []),
  ];
}
