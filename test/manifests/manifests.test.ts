import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { readImageCatalogue, PACKAGED_CATALOGUE } from '../../start/service/image-catalogue-file.js';
import { packageRoot } from '../../start/package-root.js';
import { restrictedFaults } from './restricted-faults.js';

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: { readonly template?: { readonly spec?: object } };
  readonly rules?: readonly object[];
}

const file = (...parts: string[]): string => path.join(packageRoot, 'manifests', ...parts);
const read = (...parts: string[]): string => readFileSync(file(...parts), 'utf8');
const documents = (text: string): Manifest[] => parseAllDocuments(text).map((document) => document.toJS() as Manifest).filter((manifest) => manifest !== null);

const found = (program: string): boolean => (process.env['PATH'] ?? '').split(path.delimiter).some((directory) => existsSync(path.join(directory, program)));
const withTools = found('helm') && found('kubectl') ? describe : describe.skip;

describe('the manifests', () => {
  const rules = documents(read('install', 'watched-namespace', 'role.yaml'))[0]?.rules ?? [];

  test('grant the same rights by kustomize and by Helm, cluster-wide and by namespace', () => {
    expect(parse(read('helm', 'pgo', 'files', 'rules.yaml'))).toEqual(rules);
    const everywhere = documents(read('install', 'cluster-wide', 'cluster-role.yaml'))[0]?.rules ?? [];
    expect(everywhere).toEqual([...rules, ...(parse(read('helm', 'pgo', 'files', 'cluster-rules.yaml')) as object[])]);
  });

  test('name every custom resource and its status in the rights', () => {
    const plurals = readdirSync(file('crds')).filter((name) => name.endsWith('.yaml')).map((name) => /_(.+)\.yaml$/.exec(name)?.[1] ?? name);
    const granted = JSON.stringify(rules);
    expect(plurals.flatMap((plural) => [plural, `${plural}/status`, `${plural}/finalizers`]).filter((resource) => !granted.includes(`"${resource}"`))).toEqual([]);
  });

  test('grant nothing by a star', () => {
    expect(JSON.stringify(rules)).not.toContain('"*"');
  });

  test('offer the images of the catalogue of this package', () => {
    expect(readImageCatalogue(file('install', 'base', 'images.yaml'))).toEqual(readImageCatalogue(PACKAGED_CATALOGUE));
  });

  test('carry the version of the package', () => {
    const { version } = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as { version: string };
    expect(parse(read('helm', 'pgo', 'Chart.yaml'))).toMatchObject({ version, appVersion: version });
    expect(read('install', 'base', 'deployment.yaml')).toContain(`image: localhost/pgo:${version}`);
  });

  test('have values that their schema takes, and a schema that refuses others', () => {
    const check = new Ajv({ strict: false }).compile(JSON.parse(read('helm', 'pgo', 'values.schema.json')) as object);
    const values = parse(read('helm', 'pgo', 'values.yaml')) as object;
    expect(check(values) ? [] : check.errors).toEqual([]);
    expect(check({ ...values, replicas: 'two' })).toBe(false);
    expect(check({ ...values, replica: 2 })).toBe(false);
    expect(check({ ...values, watchNamespaces: ['Not_A_Name'] })).toBe(false);
  });

  test('make pods that the restricted pod security standard admits', () => {
    const templates = [...documents(read('install', 'base', 'deployment.yaml')), ...documents(readFileSync(path.join(packageRoot, 'operator/cluster/desire/desire-cluster.golden.yaml'), 'utf8')).flatMap(asList)]
      .flatMap(({ kind, metadata, spec }) => (spec?.template?.spec === undefined ? [] : [{ name: `${kind}/${metadata.name}`, pod: spec.template.spec }]));
    expect(templates.length).toBeGreaterThan(1);
    expect(templates.flatMap(({ name, pod }) => restrictedFaults(pod).map((fault) => `${name}: ${fault}`))).toEqual([]);
  });
});

/** The golden file holds lists of objects. */
function asList(value: Manifest): Manifest[] {
  const flat = (one: unknown): Manifest[] => (Array.isArray(one) ? one.flatMap(flat)
    : typeof one === 'object' && one !== null ? ('kind' in one ? [one as Manifest] : Object.values(one).flatMap(flat)) : []);
  return flat(value);
}

withTools('Helm and kustomize', () => {
  const kustomize = (...parts: string[]): Manifest[] => documents(execFileSync('kubectl', ['kustomize', file(...parts)], { encoding: 'utf8' }));
  const helm = (...settings: string[]): Manifest[] => documents(execFileSync('helm', ['template', 'pgo', file('helm', 'pgo'), '-n', 'pgo', ...settings], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));

  /** Annotations and the label of the whole are left out: they differ by tool. */
  const isOfTool = (key: string, value: unknown): boolean => key === 'annotations' || (key === 'labels' && JSON.stringify(value).includes('part-of'));

  /** The same objects whatever made them, by kind and name; the name of the ConfigMap without the hash of its content. */
  const bare = (manifests: readonly Manifest[]): Record<string, unknown> => Object.fromEntries(manifests.filter(({ kind }) => kind !== 'Namespace').map((manifest) => {
    const text = JSON.stringify(manifest, (key, value: unknown) => (isOfTool(key, value) ? undefined : value)).replace(/pgo-images-[a-z0-9]{10}/g, 'pgo-images');
    const { metadata, ...rest } = JSON.parse(text) as Manifest;
    const content = 'data' in rest ? parse((rest.data as Record<string, string>)['images.yaml'] ?? '') as unknown : rest;
    return [`${manifest.kind} ${metadata.namespace ?? ''}/${metadata.name}`, content];
  }));

  test('make the same of the defaults', () => {
    expect(bare(helm())).toEqual(bare(kustomize('install', 'cluster-wide')));
  });

  test('make the same of a list of namespaces', () => {
    const listed = bare(helm('--set', 'watchNamespaces={pgo}'));
    expect(listed).toEqual(bare(kustomize('install', 'namespaces')));
    expect(Object.keys(listed).filter((name) => name.startsWith('Cluster'))).toEqual([]);
  });
});
