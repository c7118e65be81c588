import { expect, test } from '@jest/globals';
import { stepLines } from './step-lines.js';

test('shows each step with its mark, sentence and time, aligned', () => {
  const lines = stepLines([
    { name: 'Plan', state: 'SUCCEEDED', message: 'The plan is made.', startedAt: '2026-01-01T00:00:00.000Z', finishedAt: '2026-01-01T00:00:01.250Z' },
    { name: 'Bootstrap', state: 'RUNNING', message: 'initdb runs.', startedAt: '2026-01-01T00:00:01.250Z', finishedAt: null },
    { name: 'Replicas', state: 'PENDING', message: '' },
  ], new Date('2026-01-01T00:00:03.250Z'));
  expect(lines.map((line) => line.text)).toEqual([
    '  ✓ Plan       The plan is made. (1.3 s)',
    '  ▸ Bootstrap  initdb runs. (2.0 s)',
    '  · Replicas',
  ]);
});

test('never shows a negative time when clocks differ', () => {
  const [line] = stepLines([{ name: 'a', state: 'RUNNING', message: 'm', startedAt: '2026-01-01T00:00:05Z' }], new Date('2026-01-01T00:00:00Z'));
  expect(line?.text).toBe('  ▸ a  m (0.0 s)');
});
