import { describe, expect, it } from '@jest/globals';
import type { Clock } from '../clock.js';
import { settled, WorkQueue, type Next } from './work-queue.js';

/** A clock that stands still until it is moved. */
class StandingClock implements Clock {
  #now = 0;
  #timers: { atMs: number; action: () => void }[] = [];
  now(): number {
    return this.#now;
  }
  after(delayMs: number, action: () => void): () => void {
    const timer = { atMs: this.#now + delayMs, action };
    this.#timers.push(timer);
    return () => void (this.#timers = this.#timers.filter((other) => other !== timer));
  }
  move(ms: number): void {
    this.#now += ms;
    const due = this.#timers.filter(({ atMs }) => atMs <= this.#now);
    this.#timers = this.#timers.filter(({ atMs }) => atMs > this.#now);
    for (const { action } of due) action();
  }
  get waiting(): number[] {
    return this.#timers.map(({ atMs }) => atMs - this.#now).sort((left, right) => left - right);
  }
}

interface Visit { key: string; end: (next: Next) => void; fail: (error: Error) => void }

const start = (concurrency = 2): { queue: WorkQueue; clock: StandingClock; visits: Visit[]; begun: string[]; errors: string[] } => {
  const clock = new StandingClock();
  const visits: Visit[] = [];
  const begun: string[] = [];
  const errors: string[] = [];
  const queue = new WorkQueue({
    clock, concurrency, random: () => 1, backoff: { minMs: 100, maxMs: 350 },
    visit: (key) => new Promise((resolve, reject) => {
      begun.push(key);
      visits.push({ key, end: resolve, fail: reject });
    }),
    onError: (key, error, failures) => errors.push(`${key} ${(error as Error).message} ${failures}`),
  });
  return { queue, clock, visits, begun, errors };
};
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the work queue', () => {
  it('visits a key once at a time and once more when it was added meanwhile', async () => {
    const { queue, visits, begun } = start();
    queue.add('a');
    for (let times = 0; times < 5; times += 1) queue.add('a');
    expect(begun).toEqual(['a']);
    visits[0]?.end(settled);
    await turn();
    expect(begun).toEqual(['a', 'a']);
    visits[1]?.end(settled);
    await turn();
    expect(begun).toEqual(['a', 'a']);
    expect(queue.size).toBe(0);
  });

  it('visits no more keys at a time than allowed', async () => {
    const { queue, visits, begun } = start(2);
    for (const key of ['a', 'b', 'c']) queue.add(key);
    expect(begun).toEqual(['a', 'b']);
    visits[1]?.end(settled);
    await turn();
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('waits longer after each failure, up to the bound, and begins anew after a success', async () => {
    const { queue, clock, visits, begun, errors } = start();
    queue.add('a');
    const waits: number[] = [];
    for (let times = 0; times < 4; times += 1) {
      visits.at(-1)?.fail(new Error('no'));
      await turn();
      waits.push(...clock.waiting);
      clock.move(clock.waiting[0] ?? 0);
    }
    expect(waits).toEqual([100, 200, 350, 350]);
    expect(errors).toEqual(['a no 1', 'a no 2', 'a no 3', 'a no 4']);
    visits.at(-1)?.end(settled);
    await turn();
    expect(clock.waiting).toEqual([]);
    queue.add('a');
    visits.at(-1)?.fail(new Error('no'));
    await turn();
    expect(clock.waiting).toEqual([100]);
    expect(begun).toHaveLength(6);
  });

  it('keeps the earliest of two delays', () => {
    const { queue, clock, begun } = start();
    queue.addAfter('a', 500);
    queue.addAfter('a', 200);
    queue.addAfter('a', 900);
    expect(clock.waiting).toEqual([200]);
    clock.move(200);
    expect(begun).toEqual(['a']);
  });

  it('stops after the visits under way', async () => {
    const { queue, visits, begun, clock } = start(1);
    queue.add('a');
    queue.add('b');
    queue.addAfter('c', 10);
    const stopped = queue.stop();
    visits[0]?.end({ type: 'at', delayMs: 5 });
    await stopped;
    queue.add('d');
    expect(begun).toEqual(['a']);
    expect(clock.waiting).toEqual([]);
  });
});
