import { expect, test } from '@jest/globals';
import { age, humanDuration } from './duration.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [0, '0s'], [119 * SECOND, '119s'], [120 * SECOND, '2m'], [125 * SECOND, '2m5s'], [10 * MINUTE + 5 * SECOND, '10m'], [179 * MINUTE, '179m'],
  [3 * HOUR, '3h'], [3 * HOUR + 5 * MINUTE, '3h5m'], [47 * HOUR, '47h'], [2 * DAY, '2d'], [2 * DAY + 3 * HOUR, '2d3h'], [9 * DAY + 3 * HOUR, '9d'],
  [2 * 365 * DAY, '2y'], [2 * 365 * DAY + 3 * DAY, '2y3d'], [9 * 365 * DAY, '9y'], [-5 * SECOND, '<invalid>'],
])('%i ms is %s', (milliseconds, shown) => expect(humanDuration(milliseconds)).toBe(shown));

test('an age without a time is unknown', () => expect(age(undefined, 0)).toBe('<unknown>'));
