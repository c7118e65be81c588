import { describe, expect, test } from '@jest/globals';
import { retryDelayMs, WorkQueue } from './work-queue.js';

/** A visit that stays under way until `release` is called. */
function held(): { promise: Promise<undefined>; release: () => void } {
  let release = (): void => undefined;
  const promise = new Promise<undefined>((resolve) => (release = () => resolve(undefined)));
  return { promise, release };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('WorkQueue', () => {
  test('a key that is added many times is visited once', async () => {
    const visits: string[] = [];
    const queue = new WorkQueue({ visit: async (key) => void visits.push(key), failed: () => undefined, random: () => 0 });
    for (const key of ['a', 'b', 'a', 'a']) queue.add(key);
    await nextTurn();
    await nextTurn();
    expect(visits).toEqual(['a', 'b']);
    await queue.stop();
  });

  test('a key that is added during its visit is visited once more, never twice at once', async () => {
    const first = held();
    let visits = 0;
    let atOnce = 0;
    const done = held();
    const queue = new WorkQueue({
      visit: async () => {
        visits += 1;
        atOnce += 1;
        expect(atOnce).toBe(1);
        if (visits === 1) await first.promise;
        else done.release();
        atOnce -= 1;
        return undefined;
      },
      failed: () => undefined,
      random: () => 0,
    });
    queue.add('a');
    await nextTurn();
    queue.add('a');
    queue.add('a');
    first.release();
    await done.promise;
    await nextTurn();
    await nextTurn();
    expect(visits).toBe(2);
    await queue.stop();
  });

  test('a failed visit is tried again, and the failures are counted until it succeeds', async () => {
    const failures: number[] = [];
    const done = held();
    let visits = 0;
    const queue = new WorkQueue({
      visit: async () => {
        visits += 1;
        if (visits < 4) throw new Error('not yet');
        done.release();
        return undefined;
      },
      failed: (_key, count) => failures.push(count),
      random: () => 0,
    });
    queue.add('a');
    await done.promise;
    expect(failures).toEqual([1, 2, 3]);
    await queue.stop();
  });

  test('a visit names when the next one is due', async () => {
    const done = held();
    let visits = 0;
    const queue = new WorkQueue({
      visit: async () => {
        visits += 1;
        if (visits === 2) done.release();
        return visits === 1 ? 1 : undefined;
      },
      failed: () => undefined,
      random: () => 0,
    });
    queue.add('a');
    await done.promise;
    expect(visits).toBe(2);
    await queue.stop();
  });

  test('stop waits for the visit under way and takes no more', async () => {
    const visit = held();
    let ended = false;
    const queue = new WorkQueue({
      visit: async () => {
        await visit.promise;
        ended = true;
        return undefined;
      },
      failed: () => undefined,
      random: () => 0,
    });
    queue.add('a');
    await nextTurn();
    const stopping = queue.stop();
    queue.add('b');
    visit.release();
    await stopping;
    expect(ended).toBe(true);
  });

  test.each([
    ['the first', 1, 0, 2.5],
    ['the first with full jitter', 1, 1, 5],
    ['the fourth', 4, 0, 20],
    ['many', 1000, 1, 30_000],
  ])('retryDelayMs after %s failure', (_name, failures, random, expected) => {
    expect(retryDelayMs(failures, random)).toBe(expected);
  });
});
