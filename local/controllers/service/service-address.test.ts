import { describe, expect, test } from '@jest/globals';
import { allocateServiceAddress, isServiceAddress, SERVICE_ADDRESSES_MAX } from './service-address.js';

describe('allocateServiceAddress', () => {
  test('the same service gets the same address again while it is free', () => {
    const first = allocateServiceAddress(new Set(), 10, 'default/web');
    expect(first).toBeDefined();
    expect(allocateServiceAddress(new Set(), 10, 'default/web')).toBe(first);
  });

  test('every address of the block is given once, then none', () => {
    const taken = new Set<string>();
    for (let count = 0; count < 500; count += 1) taken.add(allocateServiceAddress(taken, 12, 'a/b') ?? 'none');
    expect(taken.size).toBe(500);
    const all = new Set<string>();
    for (let network = 128; network <= 255; network += 1) for (let host = 1; host <= 254; host += 1) all.add(`127.12.${network}.${host}`);
    expect(all.size).toBe(SERVICE_ADDRESSES_MAX);
    expect([...taken].every((address) => all.has(address) && isServiceAddress(address, 12))).toBe(true);
    expect(allocateServiceAddress(all, 12, 'a/b')).toBeUndefined();
    all.delete('127.12.200.7');
    expect(allocateServiceAddress(all, 12, 'a/b')).toBe('127.12.200.7');
  });

  test.each([
    ['a service address', '127.10.128.1', true],
    ['the last one', '127.10.255.254', true],
    ['a pod address', '127.10.127.1', false],
    ['another block', '127.11.128.1', false],
    ['a network address', '127.10.128.0', false],
    ['the word for headless', 'None', false],
  ])('isServiceAddress: %s', (_name, address, expected) => {
    expect(isServiceAddress(address, 10)).toBe(expected);
  });
});
