import { expect, test } from '@jest/globals';
import type { ClusterRole } from '../core-types.js';
import { planAggregation } from './role-aggregation.js';

const rule = (resource: string): object => ({ verbs: ['get'], apiGroups: [''], resources: [resource] });
const role = (name: string, label: string | undefined, resources: readonly string[], more: Partial<ClusterRole> = {}): ClusterRole => ({
  apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name, labels: label ? { [label]: 'true' } : {} }, rules: resources.map(rule), ...more,
});
const aggregating = (...labels: readonly string[]): Partial<ClusterRole> => ({ aggregationRule: { clusterRoleSelectors: labels.map((label) => ({ matchLabels: { [label]: 'true' } })) } });
const others = [role('b', 'x', ['pods', 'nodes']), role('a', 'x', ['secrets', 'pods']), role('c', 'y', ['events']), role('d', undefined, ['leases'])];

test.each<[string, ClusterRole, readonly string[] | undefined]>([
  ['a role without the rule is left alone', role('r', undefined, ['jobs']), undefined],
  ['those that a selector chooses, by name, each rule once', role('r', undefined, [], aggregating('x')), ['secrets', 'pods', 'nodes']],
  ['what was written by hand goes', role('r', undefined, ['jobs'], aggregating('y')), ['events']],
  ['any of several selectors', role('r', undefined, [], aggregating('y', 'x')), ['secrets', 'pods', 'nodes', 'events']],
  ['when nothing is chosen nothing is allowed', role('r', undefined, ['jobs'], aggregating('z')), []],
  ['a role is no part of itself', role('r', 'y', ['events'], aggregating('y')), undefined],
  ['no write when it is as it should be', role('r', undefined, ['events'], aggregating('y')), undefined],
])('planAggregation: %s', (_, aggregated, expected) => {
  const actions = planAggregation(aggregated, [...others, aggregated]).actions.map(({ verb, object }) => ({ verb, rules: (object as ClusterRole).rules }));
  expect(actions).toEqual(expected === undefined ? [] : [{ verb: 'replace', rules: expected.map(rule) }]);
});
