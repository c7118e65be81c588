import { describe, expect, test } from '@jest/globals';
import type { ResourceDefinition } from '../registry/resource-definition.js';
import { DiscoveryDocuments } from './discovery-documents.js';
import { compareVersions } from './group-versions.js';

const definition = (group: string, version: string, kind: string, more: object = {}): ResourceDefinition =>
  ({ group, version, kind, plural: `${kind.toLowerCase()}s`, singular: kind.toLowerCase(), namespaced: true, verbs: ['get'], shortNames: [], categories: [], subresources: [], ...more }) as unknown as ResourceDefinition;

const documents = new DiscoveryDocuments(
  [
    definition('', 'v1', 'Pod', { shortNames: ['po'], subresources: [{ name: 'log', kind: 'Pod', verbs: ['get'] }] }),
    definition('pgo.dev', 'v1beta1', 'Thing'),
    definition('pgo.dev', 'v1', 'Thing', { namespaced: false, subresources: [{ name: 'scale', group: 'autoscaling', version: 'v1', kind: 'Scale', verbs: ['get'] }] }),
  ],
  '127.10.0.1:6443',
);

describe('discovery', () => {
  test('the core group has versions of its own', () => expect(documents.coreVersions()).toMatchObject({ kind: 'APIVersions', versions: ['v1'] }));

  test('a group prefers its most stable version', () => {
    const v1 = { groupVersion: 'pgo.dev/v1', version: 'v1' };
    expect(documents.group('pgo.dev')).toMatchObject({ name: 'pgo.dev', preferredVersion: v1, versions: [v1, { version: 'v1beta1' }] });
    expect(documents.group('none')).toBeUndefined();
  });

  test('subresources stand beside their resource, with their own kind', () => {
    expect(documents.resourceList('pgo.dev', 'v1')).toMatchObject({ groupVersion: 'pgo.dev/v1', resources: [{ name: 'things', namespaced: false }, { name: 'things/scale', group: 'autoscaling', kind: 'Scale' }] });
    expect(documents.resourceList('pgo.dev', 'v2')).toBeUndefined();
  });

  test('aggregated, all is in one document', () => {
    expect(documents.aggregated('core')).toMatchObject({ items: [{ metadata: {}, versions: [{ version: 'v1', resources: [{ resource: 'pods', shortNames: ['po'], subresources: [{ subresource: 'log', responseKind: { kind: 'Pod' } }] }] }] }] });
    expect(documents.aggregated('others')).toMatchObject({ items: [{ metadata: { name: 'pgo.dev' }, versions: [{ version: 'v1', resources: [{ scope: 'Cluster' }] }, { version: 'v1beta1' }] }] });
  });
});

test('versions are ordered by stability, then by age', () => {
  const ordered = ['v10', 'v2', 'v1', 'v1beta2', 'v1beta1', 'v3alpha1', 'foo1'];
  expect([...ordered].reverse().sort(compareVersions)).toEqual(ordered);
});
