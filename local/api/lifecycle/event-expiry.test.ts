import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { ApiAccess, ObjectKey } from '../../api-access.js';
import type { KubeObject } from '../../object.js';
import { startEventExpiry } from './event-expiry.js';

const now = Date.parse('2026-01-01T12:00:00Z');
const event = (name: string, creationTimestamp: string, lastTimestamp?: string): KubeObject => ({
  apiVersion: 'v1', kind: 'Event', metadata: { name, namespace: 'n', uid: `uid-${name}`, creationTimestamp }, ...(lastTimestamp ? { lastTimestamp } : {}),
});

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('Events go an hour after they happened last, and nothing else does', () => {
  const stored = [
    event('old', '2026-01-01T10:59:00Z'),
    event('repeated', '2026-01-01T09:00:00Z', '2026-01-01T11:30:00Z'),
    event('stale', '2026-01-01T09:00:00Z', '2026-01-01T10:30:00Z'),
    event('new', '2026-01-01T11:59:00Z'),
  ];
  const deleted: unknown[] = [];
  const access = {
    list: () => stored,
    delete: (_resource: unknown, { name }: ObjectKey, options: unknown) => (deleted.push([name, options]), Promise.reject(new Error('busy'))),
  } as unknown as ApiAccess;
  const expiry = startEventExpiry(access, () => now);
  jest.advanceTimersByTime(60_000);
  expect(deleted).toEqual([['old', { preconditions: { uid: 'uid-old' } }], ['stale', { preconditions: { uid: 'uid-stale' } }]]);
  expiry.stop();
  jest.advanceTimersByTime(600_000);
  expect(deleted).toHaveLength(2);
});
