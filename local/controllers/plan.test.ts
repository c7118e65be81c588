import { describe, expect, test } from '@jest/globals';
import type { KubeObject } from '../object.js';
import { replaceStatus, soonest, withoutUndefined } from './plan.js';
import { kinds } from './kinds.js';

const service: KubeObject = { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec: {}, status: { loadBalancer: { ingress: [{ ip: 'a' }] } } };

describe('replaceStatus', () => {
  test('writes nothing when the status is as it should be, whatever the order of its fields', () => {
    expect(replaceStatus(kinds.event, service, { other: undefined, loadBalancer: { ingress: [{ ip: 'a', ipMode: undefined }] } })).toEqual([]);
  });

  test('writes the whole status when something differs', () => {
    const [action] = replaceStatus(kinds.event, service, { loadBalancer: {} });
    expect(action).toMatchObject({ verb: 'replaceStatus', object: { metadata: { name: 's' }, status: { loadBalancer: {} } } });
  });
});

test('withoutUndefined goes into lists and objects', () => {
  expect(withoutUndefined({ a: undefined, b: [{ c: undefined, d: 0 }], e: null })).toEqual({ b: [{ d: 0 }], e: null });
});

test.each([
  ['the smaller', [3, 1, 2], 1],
  ['never is later than any', [undefined, 5], 5],
  ['never', [undefined], undefined],
])('soonest: %s', (_name, waits, expected) => {
  expect(soonest(...waits)).toBe(expected);
});
