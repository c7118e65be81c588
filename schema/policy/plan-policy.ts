import { count, type MutationPlan, type PlanChange } from '../plan/plan.js';
import { groupStatements, runsOutsideTransaction } from '../postgres/sql/plan-statements.js';
import type { PostgresPolicySpec } from '../resource/postgres-policy.js';
import { policySpecDefaults } from './check-policy.js';
import type { PolicyTarget } from './policy-target.js';

const object = (name: string): string => `PostgresPolicy/${name}`;

/** What creating a policy changes. */
export const planCreatePolicy = (name: string, spec: PostgresPolicySpec): MutationPlan => ({
  impact: 'NONE', summary: `Creates the policy "${name}". No database changes until it is applied.`,
  changes: [{ object: object(name), action: 'create', after: { ...spec }, impact: 'NONE' }],
});

/** What changing a policy changes. */
export const planUpdatePolicy = (name: string, before: PostgresPolicySpec, after: PostgresPolicySpec): MutationPlan => {
  const [old, now] = [policySpecDefaults(before), policySpecDefaults(after)];
  const changes = (['sql', 'runAs', 'statementTimeoutSeconds'] as const).filter((field) => old[field] !== now[field])
    .map((field): PlanChange => ({ object: object(name), action: 'update', path: `spec.${field}`, before: old[field], after: now[field], impact: 'NONE' }));
  return {
    impact: 'NONE', changes,
    summary: changes.length === 0 ? `Nothing changes: the policy "${name}" is like this already.` : `Changes the policy "${name}". No database changes until it is applied again.`,
  };
};

/** What deleting a policy changes. */
export const planDeletePolicy = (name: string): MutationPlan => ({
  impact: 'NONE', summary: `Deletes the policy "${name}". What it did in databases stays.`,
  changes: [{ object: object(name), action: 'delete', impact: 'NONE' }],
});

const firstWords = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 60);

/** What applying a policy does: which databases, how many statements, and which of them outside of a transaction. */
export const planApplyPolicy = (name: string, spec: PostgresPolicySpec, targets: readonly PolicyTarget[]): MutationPlan => {
  const { runAs } = policySpecDefaults(spec);
  const statements = groupStatements(spec.sql).flatMap((group) => group.statements);
  const outside = statements.filter(runsOutsideTransaction).map(({ line, text }) => `line ${line}: ${firstWords(text)}`);
  const where = targets.map(({ cluster, database }) => `${cluster} (database ${database})`).join(', ');
  const how = outside.length === 0 ? 'In one transaction for each database: all of it or nothing.'
    : `PostgreSQL refuses ${count(outside.length, 'statement')} inside of a transaction; they run outside, and what ran before a failure stays: ${outside.slice(0, 5).join('; ')}.`;
  return {
    impact: 'NONE',
    summary: `Applies the policy "${name}" (${count(statements.length, 'statement')}, as ${runAs === 'OWNER' ? 'the owner of the database' : 'superuser'}) to ${where}. ${how}`,
    changes: targets.map(({ cluster, database }) => ({
      object: `PostgresCluster/${cluster}`, action: 'update', path: `databases.${database}`, impact: 'NONE',
      after: { policy: name, runAs, statements: statements.length, ...(outside.length === 0 ? {} : { outsideTransaction: outside }) },
    })),
  };
};
