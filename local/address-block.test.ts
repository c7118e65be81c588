import { describe, expect, test } from '@jest/globals';
import { freeBlock, listeningAddresses } from './address-block.js';

const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 01000A7F:192B 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0
   1: 05800B7F:1538 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 2 1 0 100 0 0 10 0
   2: 01000C7F:C000 01000A7F:192B 01 00000000:00000000 00:00000000 00000000     0        0 3 1 0 100 0 0 10 0
   3: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4 1 0 100 0 0 10 0
`;

describe('address blocks', () => {
  test('an address counts when something listens on it, not when something connects from it', () => {
    expect(listeningAddresses(table)).toEqual(['127.10.0.1', '127.11.128.5']);
  });

  test('the first free block is picked', () => {
    expect(freeBlock(new Set([10, 11]))).toBe(12);
    expect(freeBlock(new Set())).toBe(10);
  });

  test('those who begin at different places choose different blocks, and the search goes round', () => {
    expect([freeBlock(new Set(), 1), freeBlock(new Set(), 2)]).toEqual([11, 12]);
    expect(freeBlock(new Set([254]), 244)).toBe(10);
  });

  test('no free block is an error that says what to do', () => {
    expect(() => freeBlock(new Set(Array.from({ length: 256 }, (_, block) => block)))).toThrow('stop other local clusters');
  });
});
