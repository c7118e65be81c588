import { expect, test } from '@jest/globals';
import { breaches } from './chaos-report.js';
import type { FaultResult } from './run-fault.js';

const result = (more: Partial<FaultResult>): FaultResult => ({ fault: 'fault', durability: 'SYNC', acknowledged: 100, lost: 0, unacknowledged: 4, longestGapMs: 1000, twoPrimariesMs: 0, ...more });

test.each<[string, Partial<FaultResult>, string[]]>([
  ['nothing', {}, []],
  ['a lost commit', { lost: 1 }, ['SYNC, fault: 1 acknowledged commits were lost']],
  ['a lost commit of an asynchronous cluster, which its class allows', { durability: 'ASYNC', lost: 1, twoPrimariesMs: 60_000 }, []],
  ['two primaries within the bound', { durability: 'STRICT_SYNC', twoPrimariesMs: 10_000 }, []],
  ['two primaries past the bound', { durability: 'STRICT_SYNC', twoPrimariesMs: 10_100 }, ['STRICT_SYNC, fault: two instances took writes for 10.1 s, longer than 10.0 s']],
])('%s', (_name, more, told) => {
  expect(breaches([result(more)])).toEqual(told);
});
