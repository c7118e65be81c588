import { describe, expect, test } from '@jest/globals';
import { parseFieldSelector, selectedName } from './field-selector.js';

const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'n' }, spec: { nodeName: 'local' }, status: { phase: 'Running', podIPs: [{ ip: '1.2.3.4' }] } };
const supported = ['spec.nodeName', 'spec.hostNetwork', 'status.phase', 'status.podIPs', 'status.nominatedNodeName'];

describe('parseFieldSelector', () => {
  test.each([
    ['a field', 'spec.nodeName=local', true],
    ['another value', 'spec.nodeName=other', false],
    ['inequality', 'status.phase!=Failed', true],
    ['an absent field is empty', 'status.nominatedNodeName=', true],
    ['an absent boolean is false', 'spec.hostNetwork=false', true],
    ['several terms', 'metadata.name=p,metadata.namespace=n,status.phase==Running', true],
    ['a list of addresses', 'status.podIPs=1.2.3.4', true],
  ])('%s', (_name, text, expected) => {
    expect(parseFieldSelector(text, supported, true)?.(pod)).toBe(expected);
  });

  test.each(['spec.x=y', 'metadata.name', 'metadata.labels.x=y'])('refuses %s', (text) => {
    expect(() => parseFieldSelector(text, supported, true)).toThrow(expect.objectContaining({ reason: 'BadRequest' }) as unknown as Error);
  });

  test.each([
    ['metadata.name=a', 'a'],
    ['status.phase=Running,metadata.name==a', 'a'],
    ['metadata.name!=a', undefined],
    ['', undefined],
  ])('selectedName of %s', (text, expected) => {
    expect(selectedName(text)).toBe(expected);
  });
});
