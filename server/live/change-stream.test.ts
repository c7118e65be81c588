import { describe, expect, test } from '@jest/globals';
import type { Change } from '../../kube/cache/kube-cache.js';
import type { KubeObject } from '../../kube/kube-object.js';
import { ChangeStream, joinChanges } from './change-stream.js';
import { changeInSight } from './live.js';

const object = (name: string, version: number): KubeObject => ({ apiVersion: 'v1', kind: 'X', metadata: { name, resourceVersion: String(version) } });
const change = (type: Change['type'], name = 'a', version = 1): Change => ({ type, object: object(name, version) });
const streamOf = (max = 10): { stream: ChangeStream<KubeObject>; ended: () => number } => {
  let ends = 0;
  return { stream: new ChangeStream<KubeObject>(max, () => { ends += 1; }), ended: () => ends };
};

test.each([
  ['ADDED', 'MODIFIED', 'ADDED'], ['ADDED', 'DELETED', undefined], ['MODIFIED', 'MODIFIED', 'MODIFIED'], ['MODIFIED', 'DELETED', 'DELETED'], ['DELETED', 'ADDED', 'MODIFIED'],
] as const)('%s and then %s come to %s', (first, second, joined) => {
  const result = joinChanges(change(first, 'a', 1), change(second, 'a', 2));
  expect([result?.type, result?.object.metadata.resourceVersion]).toEqual([joined, joined && '2']);
});

describe('a stream', () => {
  test('hands a change to who waits for it', async () => {
    const { stream } = streamOf();
    const next = stream.next();
    stream.push(change('ADDED'));
    expect(await next).toEqual({ done: false, value: change('ADDED') });
  });

  test('keeps only the latest state of each object for a slow reader', async () => {
    const { stream } = streamOf();
    for (let version = 1; version <= 1000; version += 1) for (const name of ['a', 'b']) stream.push(change(version === 1 ? 'ADDED' : 'MODIFIED', name, version));
    expect([(await stream.next()).value, (await stream.next()).value]).toEqual([change('ADDED', 'a', 1000), change('ADDED', 'b', 1000)]);
  });

  test('with too many objects waiting fails, and holds nothing any more', async () => {
    const { stream, ended } = streamOf(2);
    for (const name of ['a', 'b', 'c']) stream.push(change('ADDED', name));
    await expect(stream.next()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect([await stream.next(), ended()]).toEqual([{ done: true, value: undefined }, 1]);
  });

  test('that its reader leaves while waiting ends at once', async () => {
    const { stream, ended } = streamOf();
    const next = stream.next();
    await stream.return();
    expect([await next, ended()]).toEqual([{ done: true, value: undefined }, 1]);
    stream.push(change('ADDED'));
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  test('that ends delivers what waits first', async () => {
    const { stream } = streamOf();
    stream.push(change('ADDED'));
    stream.end();
    expect([(await stream.next()).done, (await stream.next()).done]).toEqual([false, true]);
  });
});

test.each([
  ['into sight', ['MODIFIED', 'out', 'in'], 'ADDED'], ['out of sight', ['MODIFIED', 'in', 'out'], 'DELETED'], ['in sight', ['MODIFIED', 'in', 'in'], 'MODIFIED'],
  ['out of sight all along', ['MODIFIED', 'out', 'out'], undefined], ['gone in sight', ['DELETED', undefined, 'in'], 'DELETED'], ['gone out of sight', ['DELETED', undefined, 'out'], undefined],
] as const)('an object that is %s', (_name, [type, before, now], seen) => {
  const full: Change = { type, object: object(now, 2), ...(before === undefined ? {} : { previous: object(before, 1) }) };
  expect(changeInSight(full, ({ metadata }) => metadata.name === 'in')?.type).toBe(seen);
});
