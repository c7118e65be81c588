import { describe, expect, test } from '@jest/globals';
import { checkPodMetadata, checkPodMetadataSize } from './pod-metadata.js';

describe('labels and annotations of pods', () => {
  test('are text; an annotation may be any', () => {
    expect(checkPodMetadata('podMetadata', { labels: { team: 'shop', tier: 1 }, annotations: { 'sidecar.istio.io/inject': false, note: 'two words\nand a line' } }, false))
      .toEqual({ value: { labels: { team: 'shop', tier: '1' }, annotations: { 'sidecar.istio.io/inject': 'false', note: 'two words\nand a line' } } });
  });

  test('are left alone where nothing is said of them, and taken away by null', () => {
    expect(checkPodMetadata('podMetadata', { labels: null, annotations: { note: null } }, true)).toEqual({ value: { annotations: { note: null } } });
  });

  test.each<[string, object, string, string]>([
    ['a key of the control plane', { labels: { 'pgo.dev/role': 'primary' } }, 'labels.pgo.dev/role', 'the control plane writes it'],
    ['a key below its prefix', { annotations: { 'x.pgo.dev/a': '' } }, 'annotations.x.pgo.dev/a', 'the control plane writes it'],
    ['what Patroni says of a member', { annotations: { status: '{}' } }, 'annotations.status', 'Patroni'],
    ['what the Service of the control plane selects by', { labels: { 'app.kubernetes.io/name': 'pgo' } }, 'labels.app.kubernetes.io/name', 'select pods by it'],
    ['what Kubernetes writes', { labels: { 'statefulset.kubernetes.io/pod-name': 'x' } }, 'labels.statefulset.kubernetes.io/pod-name', 'Kubernetes writes it'],
    ['what Kubernetes writes without a prefix', { labels: { 'job-name': 'x' } }, 'labels.job-name', 'Kubernetes writes it'],
    ['what loosens a container', { annotations: { 'container.apparmor.security.beta.kubernetes.io/database': 'unconfined' } }, 'annotations.container.apparmor.security.beta.kubernetes.io/database', 'confined'],
    ['a key that is none', { labels: { 'a b': 'c' } }, 'labels.a b', 'is no key of labels'],
    ['a value that no label has', { labels: { team: 'two words' } }, 'labels.team', 'is no value of a label'],
    ['a list', { annotations: { note: ['a'] } }, 'annotations.note', 'is no text'],
    ['null where nothing is there yet', { labels: { team: null } }, 'labels.team', 'is no text'],
    ['no object', { labels: 'team=shop' }, 'labels', 'is no object'],
  ])('%s is refused', (_name, given, field, message) => {
    expect(checkPodMetadata('podMetadata', given, false)).toEqual({ issues: [{ field: `podMetadata.${field}`, message: expect.stringContaining(message), suggestion: expect.stringMatching(/./) }] });
  });

  test.each([{ labels: { status: 'new' } }, { labels: { 'app.kubernetes.io/part-of': 'shop' } }, { annotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' } }])('%j is not reserved', (given) => {
    expect(checkPodMetadata('podMetadata', given, false)).toEqual({ value: given });
  });

  test('are bounded in number and size', () => {
    const many = Object.fromEntries(Array.from({ length: 65 }, (_value, index) => [`k${index}`, '']));
    expect(checkPodMetadataSize('podMetadata', { labels: many })).toMatchObject([{ field: 'podMetadata.labels', message: 'has 65 keys, more than 64' }]);
    expect(checkPodMetadataSize('podMetadata', { annotations: { note: 'é'.repeat(70_000) } })).toMatchObject([{ field: 'podMetadata.annotations', message: expect.stringContaining('140004 bytes') }]);
    expect(checkPodMetadataSize('podMetadata', {})).toEqual([]);
  });
});
