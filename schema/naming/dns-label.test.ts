import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dnsLabel } from './dns-label.js';

test.each([['app', 'app'], ['my-app', 'my-app'], ['My App', /^my-app-[0-9a-f]{8}$/], ['é', /^[0-9a-f]{8}$/], ['x'.repeat(64), /^x{54}-[0-9a-f]{8}$/]])('%j becomes %s', (name, label) => {
  expect(dnsLabel(name)).toMatch(label instanceof RegExp ? label : new RegExp(`^${label}$`));
});

test('is always a label, and tells names apart that differ in letters that are lost', () => {
  fc.assert(fc.property(fc.string({ minLength: 1, maxLength: 63, unit: 'binary' }), (name) => {
    expect(dnsLabel(name)).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
  }));
  expect(dnsLabel('a_b')).not.toBe(dnsLabel('a b'));
});
