import { describe, expect, it } from '@jest/globals';
import type { Clock } from '../../kube/clock.js';
import { DatabaseDesk } from './database-desk.js';

const start = (): { desk: DatabaseDesk<string>; clock: Clock & { ms: number }; request: (signature: string, task: () => Promise<string>) => { wait: number | undefined; ended: Promise<void> } } => {
  const clock = { ms: 0, now: () => clock.ms, after: () => () => {} };
  const desk = new DatabaseDesk<string>({ clock, random: () => 1 });
  const request = (signature: string, task: () => Promise<string>): { wait: number | undefined; ended: Promise<void> } => {
    let end: () => void = () => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    return { wait: desk.request('s', signature, task, end), ended };
  };
  return { desk, clock, request };
};
const never = (): Promise<string> => Promise.reject(new Error('ran again'));

describe('the database desk', () => {
  it('runs a task once for each signature and keeps its result while it runs again', async () => {
    const { desk, request } = start();
    await request('1', () => Promise.resolve('one')).ended;
    request('1', never);
    expect(desk.finding('s')).toMatchObject({ state: 'done', value: 'one' });
    let finish: (text: string) => void = () => {};
    const second = request('2', () => new Promise((resolve) => (finish = resolve)));
    expect(desk.finding('s')).toMatchObject({ state: 'running', value: 'one' });
    request('2', never);
    finish('two');
    await second.ended;
    expect(desk.finding('s')).toMatchObject({ state: 'done', value: 'two' });
  });

  it('waits after a failure, longer each time, and tells for how long', async () => {
    const { desk, clock, request } = start();
    await request('1', () => Promise.reject(new Error('no'))).ended;
    expect(desk.finding('s')).toMatchObject({ state: 'failed', error: 'no' });
    expect(request('1', never).wait).toBe(250);
    clock.ms = 250;
    await request('1', () => Promise.reject(new Error('no'))).ended;
    expect(request('1', never).wait).toBe(500);
    clock.ms = 750;
    await request('1', () => Promise.resolve('at last')).ended;
    expect(desk.finding('s')).toMatchObject({ state: 'done', value: 'at last' });
  });

  it('has only so many tasks under way at once, and begins the next one when one ends, however it ends', async () => {
    const desk = new DatabaseDesk<string>({ clock: { now: () => 0, after: () => () => {} }, random: () => 1, concurrency: 2 });
    const begun: string[] = [];
    const ends: ((error?: Error) => void)[] = [];
    for (const subject of ['a', 'b', 'c', 'd']) {
      desk.request(subject, '1', () => {
        begun.push(subject);
        return new Promise((resolve, reject) => ends.push((error) => (error === undefined ? resolve(subject) : reject(error))));
      }, () => {});
    }
    expect(begun).toEqual(['a', 'b']);
    ends[0]?.(new Error('no'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun).toEqual(['a', 'b', 'c']);
    ends[1]?.();
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    expect(desk.finding('b')).toMatchObject({ state: 'done', value: 'b' });
  });

  it.each([
    { name: 'the same result', first: 'one', second: 'one', isNews: false },
    { name: 'another result', first: 'one', second: 'two', isNews: true },
  ])('tells whether $name is news', async ({ first, second, isNews }) => {
    const desk = new DatabaseDesk<{ text: string }>({ clock: { now: () => 0, after: () => () => {} }, random: () => 1 });
    const ask = (signature: string, text: string): Promise<boolean> => new Promise((resolve) => void desk.request('s', signature, () => Promise.resolve({ text }), resolve));
    expect(await ask('1', first)).toBe(true);
    expect(await ask('2', second)).toBe(isNews);
  });
});
