import { expect, test } from '@jest/globals';
import { clusterSelector } from './cluster-selector.js';

const cluster = { metadata: { name: 'hippo', namespace: 'team', labels: { env: 'prod' } } };

test.each([
  ['nothing', undefined, true],
  ['an empty one', ' ', true],
  ['a label', 'env=prod', true],
  ['another value', 'env=test', false],
  ['its name', 'name=hippo', true],
  ['its name as in 4.x', 'pg-cluster=hippo,env=prod', true],
  ['another name', 'name=rhino', false],
  ['one of several names', 'name in (rhino,hippo)', true],
])('%s', (_name, selector, selected) => {
  expect(clusterSelector(selector)(cluster)).toBe(selected);
});

test('a label of its own called "name" counts before its name', () => {
  expect(clusterSelector('name=blue')({ metadata: { name: 'hippo', labels: { name: 'blue' } } })).toBe(true);
});

test('what is no selector is refused', () => {
  expect(() => clusterSelector('env=')({ metadata: { name: 'hippo' } })).not.toThrow();
  expect(() => clusterSelector('env prod')).toThrow('no label selector requirement');
});
