import { describe, expect, test } from '@jest/globals';
import { checkClusterName, checkDatabaseName, checkPostgresVersion, checkStorageSize, checkUserName } from './checks.js';
import { checkLabels } from './labels.js';
import { parseSelector } from './label-selector.js';
import { editDistance, nearest } from './nearest.js';
import { parseQuantity } from './quantity.js';
import { checkResources } from './resources.js';

test.each([
  ['10Gi', 10 * 2 ** 30], ['500m', 0.5], ['1e3', 1000], ['1.5G', 1.5e9], ['0', 0], ['-1Ki', -1024], ['2', 2], ['.5', 0.5], ['100k', 1e5],
  ['', undefined], ['Gi', undefined], ['10 Gi', undefined], ['10gb', undefined], ['1e', undefined], ['ten', undefined], ['1Gi1', undefined],
])('the quantity %j is %p', (text, value) => {
  expect(parseQuantity(text)).toBe(value);
});

describe('names of clusters', () => {
  test.each(['a', 'hippo', 'h1-2', 'a'.repeat(40)])('%s is one', (name) => {
    expect(checkClusterName('name', name)).toEqual([]);
  });
  test.each([
    ['', undefined], ['1a', '"a"'], ['Hippo', '"hippo"'], ['my_db', '"my-db"'], ['a-', '"a"'], ['-a', '"a"'], ['a.b', '"a-b"'], ['a'.repeat(41), '"a'], ['é', undefined],
  ])('%j is none, and what would fit is said', (name, fit) => {
    const [issue] = checkClusterName('name', name);
    expect(issue).toMatchObject({ field: 'name', suggestion: expect.stringContaining('at most 40 characters') });
    if (fit !== undefined) expect(issue?.suggestion).toContain(fit);
  });
});

test.each([
  ['1Gi', 0], ['64Mi', 0], ['63Mi', 1], ['10m', 1], ['0', 1], ['-1Gi', 1], ['big', 1],
])('a volume of %s has %i issues', (size, issues) => {
  expect(checkStorageSize('storageSize', size)).toHaveLength(issues);
});

test.each([
  ['app', 0, 0], ['App User', 0, 0], ['', 1, 1], ['x'.repeat(63), 0, 0], ['x'.repeat(64), 1, 1], ['é'.repeat(32), 1, 1], ['a\nb', 1, 1],
  ['postgres', 1, 1], ['pg_monitor', 1, 0], ['template0', 0, 1],
])('the name %j has %i issues as a user and %i as a database', (name, user, database) => {
  expect([checkUserName('user', name).length, checkDatabaseName('database', name).length]).toEqual([user, database]);
});

test('a version that is not offered is told those that are, newest first', () => {
  expect(checkPostgresVersion('postgresVersion', 9, [15, 17])).toEqual([expect.objectContaining({ suggestion: 'Use one of: 17, 15.' })]);
});

describe('labels', () => {
  test('are text, also when written as numbers or booleans', () => {
    expect(checkLabels('labels', { a: 'b', 'x.io/y': 1, flag: true, empty: '' }, false)).toEqual({ value: { a: 'b', 'x.io/y': '1', flag: 'true', empty: '' } });
  });
  test.each([
    ['no object', [], 'labels'], ['a key with a blank', { 'a b': 'c' }, 'labels.a b'], ['a long value', { a: 'x'.repeat(64) }, 'labels.a'],
    ['a reserved prefix', { 'pgo.dev/cluster': 'x' }, 'labels.pgo.dev/cluster'], ['a reserved prefix below', { 'app.kubernetes.io/name': 'x' }, 'labels.app.kubernetes.io/name'],
    ['null where nothing can be removed', { a: null }, 'labels.a'], ['a list', { a: ['b'] }, 'labels.a'],
  ])('%s is refused', (_name, json, field) => {
    expect(checkLabels('labels', json, false)).toMatchObject({ issues: [{ field }] });
  });
});

describe('resources', () => {
  test('are requests and limits', () => {
    const resources = { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '2Gi' } };
    expect(checkResources('resources', resources)).toEqual({ value: resources });
  });
  test.each([
    ['an unknown section', { request: {} }, 'resources.request'], ['an unknown resource', { limits: { gpu: 1 } }, 'resources.limits.gpu'],
    ['more than the limit', { requests: { cpu: 2 }, limits: { cpu: 1 } }, 'resources.requests.cpu'], ['too little', { limits: { memory: '1Mi' } }, 'resources.limits.memory'],
    ['no object', 'lots', 'resources'],
  ])('%s is refused', (_name, json, field) => {
    expect(checkResources('resources', json)).toMatchObject({ issues: [{ field }] });
  });
});

describe('a label selector', () => {
  const labels = { env: 'prod', team: 'a', backup: '' };
  test.each([
    ['', true], ['env=prod', true], ['env==prod', true], ['env = prod , team=a', true], ['env!=prod', false], ['other!=x', true], ['env in (prod,test)', true],
    ['env in (test)', false], ['env notin (test)', true], ['other notin (test)', true], ['backup', true], ['!backup', false], ['!other', true], ['env=prod,team=b', false], ['backup=', true],
  ])('%j selects: %p', (selector, isSelected) => {
    const parsed = parseSelector('selector', selector);
    expect('value' in parsed && parsed.value(labels)).toBe(isSelected);
  });
  test.each(['=', 'a b', 'env in prod', 'env in (a,b', 'a=b,,c', 'a=b c', '!', `${'a'.repeat(5000)}`])('%j is none', (selector) => {
    expect(parseSelector('selector', selector)).toMatchObject({ issues: [{ field: 'selector' }] });
  });
});

describe('the nearest name', () => {
  test.each([['', 'abc', 3], ['kitten', 'sitting', 3], ['work_mem', 'work_mem', 0]])('%s to %s is %i letters', (a, b, distance) => {
    expect([editDistance(a, b), editDistance(b, a)]).toEqual([distance, distance]);
  });
  test.each([['wrok_mem', 'work_mem'], ['sharedbuffers', 'shared_buffers'], ['zzz', undefined]])('to %s is %s', (text, found) => {
    expect(nearest(text, ['work_mem', 'shared_buffers', 'max_connections'])).toBe(found);
  });
});
