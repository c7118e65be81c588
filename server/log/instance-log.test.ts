import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import type { PodAccess } from '../../kube/client/kube-connection.js';
import { instanceLog } from './instance-log.js';

const at = (second: number): string => `2026-06-01T00:00:0${second}.000000000Z`;

/** The lines that are told of a container whose log is given in some parts, as it is followed, ends and is followed again. */
async function toldOf(...parts: readonly (readonly string[])[]): Promise<string[]> {
  const left = [...parts];
  const end = new AbortController();
  const logs = async function* (): AsyncGenerator<string> {
    const part = left.shift();
    if (part === undefined) return end.abort();
    yield* part;
  };
  const clock = { now: () => 0, after: (_ms: number, then: () => void) => { queueMicrotask(then); return () => {}; } };
  const told: string[] = [];
  const pods = { logs } as unknown as Pick<PodAccess, 'logs'>;
  for await (const { text } of instanceLog({ pods, clock, namespace: 'shop', instance: 'hippo-1', tail: 10, signal: end.signal })) told.push(text);
  return told;
}

test('lines of the same moment are all told', async () => {
  expect(await toldOf([`${at(1)} one`, `${at(1)} two`, `${at(1)} two`, `${at(2)} three`])).toEqual(['one', 'two', 'two', 'three']);
});

test('lines that come out of order are told', async () => {
  expect(await toldOf([`${at(2)} two`, `${at(1)} one`])).toEqual(['two', 'one']);
});

test('a log that is followed again goes on where it ended', async () => {
  const before = [`${at(1)} one`, `${at(2)} two`, `${at(2)} three`];
  expect(await toldOf(before, [...before, `${at(2)} four`, `${at(3)} five`])).toEqual(['one', 'two', 'three', 'four', 'five']);
});
