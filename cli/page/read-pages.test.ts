import { describe, expect, it } from '@jest/globals';
import { readPages, type Page } from './read-pages.js';

/** A list of numbers served as the API would. */
const served = (total: number) => {
  const asked: [string | undefined, number][] = [];
  const readPage = async (after: string | undefined, first: number): Promise<Page<number>> => {
    asked.push([after, first]);
    const start = after === undefined ? 0 : Number(after);
    const end = Math.min(total, start + first);
    return { nodes: Array.from({ length: end - start }, (_, index) => start + index), pageInfo: { hasNextPage: end < total, endCursor: String(end) } };
  };
  return { asked, readPage };
};

describe('readPages', () => {
  it.each([0, 1, 100, 101, 250])('reads all %d', async (total) => {
    expect(await readPages(served(total).readPage)).toHaveLength(total);
  });
  it('asks for no more than wanted', async () => {
    const { asked, readPage } = served(250);
    expect(await readPages(readPage, 120)).toHaveLength(120);
    expect(asked).toEqual([[undefined, 100], ['100', 20]]);
  });
  it('stops at a cursor that does not move', async () => {
    expect(await readPages(async () => ({ nodes: [1], pageInfo: { hasNextPage: true, endCursor: 'a' } }))).toEqual([1, 1]);
  });
});
