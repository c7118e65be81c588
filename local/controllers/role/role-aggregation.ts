import { isDeepStrictEqual } from 'node:util';
import type { Controller } from '../controller.js';
import type { ClusterRole } from '../core-types.js';
import { kinds, read, readAll } from '../kinds.js';
import { matchesSelector } from '../label-selector.js';
import { nothingToDo, perform, replace, type Plan } from '../plan.js';

/** Gathers the rules of the chosen roles, in the order of their names, each rule once. */
export function planAggregation(role: ClusterRole, roles: readonly ClusterRole[]): Plan {
  const selectors = role.aggregationRule?.clusterRoleSelectors;
  if (!selectors?.length) return nothingToDo;
  const chosen = roles.filter(({ metadata }) => metadata.name !== role.metadata.name && selectors.some((selector) => matchesSelector(selector, metadata.labels)));
  const rules: object[] = [];
  for (const { rules: more = [] } of chosen.sort((left, right) => (left.metadata.name < right.metadata.name ? -1 : 1))) {
    for (const rule of more) if (!rules.some((known) => isDeepStrictEqual(known, rule))) rules.push(rule);
  }
  return isDeepStrictEqual(rules, role.rules ?? []) ? nothingToDo : { actions: [replace(kinds.clusterRole, { ...role, rules })] };
}

/** Keeps the rules of aggregated ClusterRoles. */
export function roleAggregationController(): Controller {
  const { clusterRole } = kinds;
  return {
    name: 'role-aggregation',
    kind: clusterRole,
    triggers: [{ kind: clusterRole, keys: (_event, access) => readAll(access, clusterRole).filter(({ aggregationRule }) => aggregationRule).map(({ metadata: { name } }) => ({ name })) }],
    visit: async (access, key) => {
      const role = read(access, clusterRole, key);
      return role ? perform(access, planAggregation(role, readAll(access, clusterRole))) : undefined;
    },
  };
}
