import { expect, test } from '@jest/globals';
import { LIMITS_DEFAULT } from '../../server/settings.js';
import { introspectionOf, limitsOf, trustedDocumentsOnlyOf } from './limits-settings.js';

test('the environment sets limits by name, the others stay', () => {
  expect(limitsOf({ PATH: '/bin' })).toEqual(LIMITS_DEFAULT);
  expect(limitsOf({ PGO_LIMIT_DEPTH_MAX: '20', PGO_LIMIT_SUBSCRIPTIONS_PER_VIEWER_MAX: '7', PGO_LIMIT_COST_MAX: '' }))
    .toEqual({ ...LIMITS_DEFAULT, depthMax: 20, subscriptionsPerViewerMax: 7 });
});

test.each([
  ['a limit that does not exist', { PGO_LIMIT_DEPHT_MAX: '1' }, /no limit PGO_LIMIT_DEPHT_MAX.*PGO_LIMIT_DEPTH_MAX/],
  ['a word', { PGO_LIMIT_DEPTH_MAX: 'deep' }, /PGO_LIMIT_DEPTH_MAX must be a whole number/],
  ['zero', { PGO_LIMIT_DEPTH_MAX: '0' }, /from 1/],
  ['more than a timer takes', { PGO_LIMIT_REQUEST_TIMEOUT_MS: '2147483648' }, /2147483647/],
  ['pages that are larger than the largest', { PGO_LIMIT_PAGE_SIZE_MAX: '10' }, /PGO_LIMIT_PAGE_SIZE_DEFAULT \(50\) must not exceed PGO_LIMIT_PAGE_SIZE_MAX \(10\)/],
])('is refused with %s', (_name, environment, message) => {
  expect(() => limitsOf(environment)).toThrow(message);
});

test('the schema can be asked for unless that is turned off', () => {
  expect([introspectionOf({}), introspectionOf({ PGO_INTROSPECTION: 'true' }), introspectionOf({ PGO_INTROSPECTION: 'false' })]).toEqual([true, true, false]);
  expect([trustedDocumentsOnlyOf({}), trustedDocumentsOnlyOf({ PGO_TRUSTED_DOCUMENTS_ONLY: 'true' })]).toEqual([false, true]);
  expect(() => introspectionOf({ PGO_INTROSPECTION: 'no' })).toThrow(/PGO_INTROSPECTION/);
});
