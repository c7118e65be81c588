import { describe, expect, test } from '@jest/globals';
import type { KubeObject } from '../../object.js';
import type { Selection } from '../selectors/selection.js';
import type { StoreEvent } from '../store/event-log.js';
import { selectEvent } from './watch-event.js';

const object = (role: string, version: string): KubeObject => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a', namespace: 'n', labels: { role }, resourceVersion: version } });
const event = (type: StoreEvent['type'], now: string, before?: string): StoreEvent => ({
  revision: 9, storage: 'secrets', size: 1, type, object: object(now, '9'), ...(before === undefined ? {} : { previous: object(before, '5') }),
});
const primaries: Selection = { namespace: 'n', name: undefined, matches: ({ metadata }) => metadata.labels?.role === 'primary' };

describe('selectEvent', () => {
  test.each([
    ['made inside', event('ADDED', 'primary'), 'ADDED'],
    ['made outside', event('ADDED', 'replica'), undefined],
    ['changed inside', event('MODIFIED', 'primary', 'primary'), 'MODIFIED'],
    ['changed outside', event('MODIFIED', 'replica', 'replica'), undefined],
    ['entering', event('MODIFIED', 'primary', 'replica'), 'ADDED'],
    ['leaving', event('MODIFIED', 'replica', 'primary'), 'DELETED'],
    ['deleted inside', event('DELETED', 'primary', 'primary'), 'DELETED'],
    ['deleted outside', event('DELETED', 'replica', 'replica'), undefined],
  ])('%s', (_name, given, expected) => {
    expect(selectEvent(primaries, given)?.type).toBe(expected);
  });

  test('a leaving object is shown as it was, with the version of the change', () => {
    const left = selectEvent(primaries, event('MODIFIED', 'replica', 'primary'));
    expect(left?.object.metadata).toMatchObject({ labels: { role: 'primary' }, resourceVersion: '9' });
  });

  test('another namespace is not seen', () => {
    expect(selectEvent({ ...primaries, namespace: 'other' }, event('ADDED', 'primary'))).toBeUndefined();
  });

  test('every watch of a plain change shares one value, so that its text is made once', () => {
    const given = event('MODIFIED', 'primary', 'primary');
    const all: Selection = { namespace: undefined, name: undefined, matches: undefined };
    expect(selectEvent(primaries, given)).toBe(selectEvent(all, given));
  });
});
