import { describe, expect, it } from '@jest/globals';
import type { ConfigMap } from '../../kube/core-kinds.js';
import { canonical, staleObjects, withHash } from './apply-owned.js';

const wanted: ConfigMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'n', labels: { x: '1' } }, data: { key: 'value' } };
const stored = withHash(wanted);

describe('staleObjects', () => {
  const cases: { name: string; there: ConfigMap[]; stale: boolean }[] = [
    { name: 'what is missing', there: [], stale: true },
    { name: 'what has other content', there: [{ ...stored, metadata: { ...stored.metadata, annotations: { 'pgo.dev/applied': 'old' } } }], stale: true },
    { name: 'what someone else changed', there: [{ ...stored, data: { key: 'other' } }], stale: true },
    { name: 'what lost a label', there: [{ ...stored, metadata: { ...stored.metadata, labels: {} } }], stale: true },
    { name: 'nothing that is as it should be', there: [stored], stale: false },
    { name: 'nothing that only has more', there: [{ ...stored, metadata: { ...stored.metadata, uid: 'u', labels: { x: '1', y: '2' } } }], stale: false },
  ];
  it.each(cases)('finds $name', ({ there, stale }) => {
    expect(staleObjects([wanted], there)).toHaveLength(stale ? 1 : 0);
  });

  it('gives equal hashes to equal content in another order', () => {
    const turned: ConfigMap = { data: wanted.data, metadata: { labels: { x: '1' }, namespace: 'n', name: 'a' }, kind: 'ConfigMap', apiVersion: 'v1' };
    expect(withHash(turned).metadata.annotations).toEqual(stored.metadata.annotations);
  });

  // Other texts would have every pod replaced at an upgrade.
  it('writes content as it always did', () => {
    expect(canonical({ b: [1, undefined, { d: null, c: 'x"y' }], a: undefined, 10: true, 9: {}, é: '\n' })).toBe('{"9":{},"10":true,"b":[1,null,{"c":"x\\"y","d":null}],"é":"\\n"}');
  });
});
