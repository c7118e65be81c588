import { expect, test } from '@jest/globals';
import { EventLog, MAXIMUM_EVENTS, MAXIMUM_EVENT_CHARACTERS, type StoreEvent } from './event-log.js';

const event = (revision: number, size = 10): StoreEvent => ({ revision, storage: 's', type: 'ADDED', size, object: { apiVersion: 'v1', kind: 'K', metadata: { name: String(revision) } } });

test('since answers what came after a revision, in order', () => {
  const log = new EventLog(0);
  for (const revision of [3, 5, 9]) log.append(event(revision));
  expect(log.since(0).map(({ revision }) => revision)).toEqual([3, 5, 9]);
  expect(log.since(3).map(({ revision }) => revision)).toEqual([5, 9]);
  expect(log.since(4).map(({ revision }) => revision)).toEqual([5, 9]);
  expect(log.since(9)).toEqual([]);
});

test('the log is bounded by number, and its floor tells what is lost', () => {
  const log = new EventLog(0);
  const extra = 3000;
  for (let revision = 1; revision <= MAXIMUM_EVENTS + extra; revision += 1) log.append(event(revision));
  expect(log.floor).toBe(extra);
  expect(log.since(0)).toHaveLength(MAXIMUM_EVENTS);
});

test('the log is bounded by size, and keeps at least the newest event', () => {
  const log = new EventLog(0);
  log.append(event(1));
  log.append(event(2, MAXIMUM_EVENT_CHARACTERS + 1));
  expect(log.since(0).map(({ revision }) => revision)).toEqual([2]);
  expect(log.floor).toBe(1);
});

test('events of a former process come first', () => {
  const log = new EventLog(1000);
  log.append(event(1001));
  log.prepend([event(7), event(8)], 6);
  expect(log.since(7).map(({ revision }) => revision)).toEqual([8, 1001]);
  expect(log.floor).toBe(6);
});
