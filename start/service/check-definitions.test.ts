import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { KubeError } from '../../kube/kube-error.js';
import { packageRoot } from '../package-root.js';
import { checkDefinitions } from './apply-definitions.js';
import type { DefinedResource, FieldSchema } from './definition-gap.js';

const folder = path.join(packageRoot, 'manifests', 'crds');
const definitions = readdirSync(folder).filter((file) => file.endsWith('.yaml')).map((file) => parse(readFileSync(path.join(folder, file), 'utf8')) as DefinedResource);

/** What an API server with the definitions of this package publishes, after a change of the specification of clusters. */
const published = (change: (spec: Record<string, FieldSchema>) => void = () => {}): Record<string, object> => Object.fromEntries(structuredClone(definitions).map(({ spec: { group, names: { kind }, versions } }) => {
  const [{ name: version, schema: { openAPIV3Schema: schema } } = { name: '', schema: { openAPIV3Schema: {} } }] = versions;
  if (kind === 'PostgresCluster') change((schema.properties?.['spec']?.properties ?? {}) as Record<string, FieldSchema>);
  return [kind, { ...schema, 'x-kubernetes-group-version-kind': [{ group, version, kind }] }];
}));

/** Checks against an API server that answers with these schemas; resolves to what is logged. */
async function check(schemas: () => Record<string, object>): Promise<string[]> {
  const lines: string[] = [];
  const warn = (...words: unknown[]): void => void lines.push(String(words.at(-1)));
  const listPage = (): Promise<never> => Promise.resolve({ items: [], resourceVersion: '1' } as never);
  await checkDefinitions({ listPage, schemas: () => Promise.resolve().then(schemas) }, 'pgo', { warn });
  return lines;
}

test('the definitions of this version are nothing to speak of', async () => {
  expect(await check(() => published())).toEqual([]);
});

test('older definitions end the start with a sentence that names the field and the remedy', async () => {
  await expect(check(() => published((spec) => { delete spec['replicas']; }))).rejects.toThrow(
    'The custom resource definitions in Kubernetes are older than this program: they lack PostgresCluster spec.replicas. Install those of this version first: kubectl apply --server-side -f manifests/crds');
});

test('newer definitions are told and do no harm', async () => {
  expect(await check(() => published((spec) => { spec['colour'] = {}; }))).toEqual([
    'the custom resource definitions in Kubernetes are newer than this program: it does not know PostgresCluster spec.colour, and does nothing about them']);
});

test('where schemas may not be read it starts, and says what it does not know', async () => {
  expect(await check(() => { throw new KubeError(403, 'Forbidden', 'no'); })).toEqual([expect.stringContaining('is not known')]);
});
