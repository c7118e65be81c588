import { stringify } from 'yaml';
import { CUSTOM_RESOURCES, type CustomResource } from '../../schema/crd/custom-resources.js';
import { type CrdSchema, crdSchemaOf } from './crd-schema.js';
import type { GeneratedFile } from './generated-file.js';

const HEADER = '# Generated from schema/resource by `npm run generate`. Do not edit.\n';

const at = (schema: CrdSchema, path: readonly string[]): CrdSchema => {
  const [field, ...rest] = path;
  if (field === undefined) return schema;
  const child = field === '*' ? schema.items : schema.properties?.[field];
  if (child === undefined) throw new Error(`A validation rule is for the field ${path.join('.')}, which there is not.`);
  return at(child, rest);
};

const schemaOf = (resource: CustomResource): CrdSchema => {
  const schema = crdSchemaOf(`schema/resource/${resource.file}`, resource.kind);
  for (const [path, rules] of Object.entries(resource.rules)) {
    at(schema, path === '' ? [] : path.split('.'))['x-kubernetes-validations'] = rules.map(({ rule, message }) => ({ rule, message }));
  }
  return schema;
};

const crdOf = (resource: CustomResource): object => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${resource.plural}.${resource.group}` },
  spec: {
    group: resource.group,
    scope: 'Namespaced',
    names: {
      kind: resource.kind,
      listKind: `${resource.kind}List`,
      plural: resource.plural,
      singular: resource.kind.toLowerCase(),
      shortNames: resource.shortNames,
      categories: resource.categories,
    },
    versions: [{
      name: resource.version,
      served: true,
      storage: true,
      additionalPrinterColumns: resource.columns,
      subresources: { status: {}, ...(resource.scale === undefined ? {} : { scale: resource.scale }) },
      schema: { openAPIV3Schema: schemaOf(resource) },
    }],
  },
});

/** One CustomResourceDefinition for each custom resource, from its TypeScript type and its rules. */
export const generateCrds = (): GeneratedFile[] => CUSTOM_RESOURCES.map((resource) => ({
  path: `manifests/crds/${resource.group}_${resource.plural}.yaml`,
  content: `${HEADER}${stringify(crdOf(resource), { lineWidth: 0, aliasDuplicateObjects: false })}`,
}));

/** The list by which kustomize finds them. Its name has no ending, so that `kubectl apply -f` of the folder passes it by. */
export const generateCrdList = (crds: readonly GeneratedFile[]): GeneratedFile => ({
  path: 'manifests/crds/Kustomization',
  content: `${HEADER}${stringify({
    apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: crds.map(({ path }) => path.split('/').at(-1)),
  })}`,
});
