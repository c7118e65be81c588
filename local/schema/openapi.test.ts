import { describe, expect, it } from '@jest/globals';
import { builtinSchema } from './builtin.js';
import type { KindSchema } from './kind-schema.js';
import { OpenApiDocuments, type DocumentedResource } from './openapi.js';

const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

function builtin(group: string, version: string, kind: string, plural: string): DocumentedResource {
  const schema = builtinSchema(group, version, kind);
  if (!schema) throw new Error(`no schema of ${kind}`);
  return { group, version, kind, plural, namespaced: true, custom: false, verbs, subresources: [{ name: 'status', kind, verbs: ['get', 'patch', 'update'] }], schema };
}

function custom(description: string): DocumentedResource {
  const schema: KindSchema = {
    group: 'demo.example.com', version: 'v1', kind: 'Thing', namespaced: true, custom: true, statusSubresource: false, counted: true, root: { type: 'object' },
    openApiSchema: { type: 'object', description, properties: { size: { type: 'integer', nullable: true, description: 'how big' } } },
  };
  return { group: schema.group, version: 'v1', kind: 'Thing', plural: 'things', namespaced: true, custom: true, verbs, subresources: [], schema };
}

type Json = Record<string, never> & { [key: string]: Json };

async function read(document: Promise<{ body: Buffer }> | undefined): Promise<Json> {
  if (!document) throw new Error('no document');
  return JSON.parse((await document).body.toString()) as Json;
}

const documents = new OpenApiDocuments([builtin('', 'v1', 'Pod', 'pods'), builtin('apps', 'v1', 'Deployment', 'deployments'), custom('a thing')]);

function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) => (key === '$ref' && typeof below === 'string' ? [below] : references(below)));
}

describe('OpenApiDocuments', () => {
  it('list a document for each group and version, with a digest that changes with a schema', () => {
    const paths = (index: { body: Buffer }): Record<string, { serverRelativeURL: string }> => (JSON.parse(index.body.toString()) as { paths: Record<string, { serverRelativeURL: string }> }).paths;
    const before = paths(documents.index());
    expect(Object.keys(before)).toEqual(['api/v1', 'apis/apps/v1', 'apis/demo.example.com/v1']);
    const after = paths(new OpenApiDocuments([builtin('', 'v1', 'Pod', 'pods'), custom('another thing')]).index());
    expect(after['api/v1']).toEqual(before['api/v1']);
    expect(after['apis/demo.example.com/v1']).not.toEqual(before['apis/demo.example.com/v1']);
  });

  it.each([['api/v1'], ['apis/apps/v1'], ['apis/demo.example.com/v1']])('refer to nothing that is not in the document: %s', async (path) => {
    const document = await read(documents.group(path));
    const missing = references(document).filter((reference) => !document['components']?.['schemas']?.[reference.replace('#/components/schemas/', '')]);
    expect(missing).toEqual([]);
  });

  it('refer to nothing that is not in the document of version 2', async () => {
    const document = await read(documents.version2());
    expect(references(document).filter((reference) => !document['definitions']?.[reference.replace('#/definitions/', '')])).toEqual([]);
    expect(JSON.stringify(document['definitions']?.['com.example.demo.v1.Thing'])).not.toContain('nullable');
  });

  it('name kinds, merge keys and parameters', async () => {
    const document = await read(documents.group('apis/apps/v1'));
    expect(document['components']?.['schemas']?.['io.k8s.api.apps.v1.Deployment']).toMatchObject({ 'type': 'object', 'x-kubernetes-group-version-kind': [{ group: 'apps', kind: 'Deployment', version: 'v1' }] });
    expect(document['components']?.['schemas']?.['io.k8s.api.core.v1.PodSpec']?.['properties']?.['containers']).toMatchObject({ 'x-kubernetes-patch-merge-key': 'name', 'x-kubernetes-list-map-keys': ['name'] });
    const patch = document['paths']?.['/apis/apps/v1/namespaces/{namespace}/deployments/{name}']?.['patch'] as unknown as { parameters: { name: string }[] };
    expect(patch.parameters.map(({ name }) => name)).toEqual(['dryRun', 'fieldManager', 'fieldValidation', 'force']);
  });

  it('offer no strategic merge patch for custom resources', async () => {
    const mediaTypes = async (group: string, path: string): Promise<string[]> => Object.keys((await read(documents.group(group)))['paths']?.[path]?.['patch']?.['requestBody']?.['content'] ?? {});
    expect(await mediaTypes('apis/apps/v1', '/apis/apps/v1/namespaces/{namespace}/deployments/{name}')).toContain('application/strategic-merge-patch+json');
    expect(await mediaTypes('apis/demo.example.com/v1', '/apis/demo.example.com/v1/namespaces/{namespace}/things/{name}')).not.toContain('application/strategic-merge-patch+json');
  });

  it('are made once, and not for what is not served', async () => {
    expect(documents.group('api/v1')).toBe(documents.group('api/v1'));
    expect(documents.group('apis/none/v1')).toBeUndefined();
    expect((await documents.version2()).etag).toMatch(/^"[0-9A-F]{64}"$/);
  });
});
