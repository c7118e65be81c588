import { expect, test } from '@jest/globals';
import { Command } from 'commander';
import { addAutoGrowOptions, autoGrowInput } from './auto-grow-options.js';

test.each<[string[], unknown]>([
  [[], {}],
  [['--auto-grow-maximum', '4Gi'], { storageAutoGrow: { enabled: true, maximum: '4Gi' } }],
  [['--auto-grow-threshold', '70', '--auto-grow-step', '50', '--auto-grow-cool-down', '0', '--auto-grow-wal-maximum', '2Gi'], { storageAutoGrow: { enabled: true, thresholdPercent: 70, stepPercent: 50, coolDownMinutes: 0, walMaximum: '2Gi' } }],
  [['--no-auto-grow'], { storageAutoGrow: { enabled: false } }],
  [['--no-auto-grow', '--auto-grow-maximum', '4Gi'], { storageAutoGrow: { enabled: false, maximum: '4Gi' } }],
  [['--auto-grow'], { storageAutoGrow: { enabled: true } }],
])('%j', (words, expected) => {
  expect(autoGrowInput(addAutoGrowOptions(new Command()).parse(words, { from: 'user' }).opts())).toEqual(expected);
});
