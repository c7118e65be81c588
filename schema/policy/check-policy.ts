import { checkSql } from '../postgres/sql/plan-statements.js';
import type { PolicyRole, PostgresPolicySpec } from '../resource/postgres-policy.js';
import type { Issue } from '../validation/issue.js';

/** Bounds of policies. */
export const SQL_LENGTH_MAX = 262_144;
export const STATEMENT_TIMEOUT_SECONDS_MAX = 86_400;
/** Longest time of a statement where the policy says none, in seconds. */
export const STATEMENT_TIMEOUT_SECONDS_DEFAULT = 1800;

/** A specification with every default in place. */
export const policySpecDefaults = (spec: PostgresPolicySpec): Required<PostgresPolicySpec> & { runAs: PolicyRole } => ({
  sql: spec.sql, runAs: spec.runAs ?? 'OWNER', statementTimeoutSeconds: spec.statementTimeoutSeconds ?? STATEMENT_TIMEOUT_SECONDS_DEFAULT,
});

/** The name of an object that is a DNS label. */
export const checkObjectName = (field: string, name: string): Issue[] => (/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name) && name.length <= 63 ? []
  : [{ field, message: `"${name.slice(0, 80)}" is no name`, suggestion: 'Use lower-case letters, digits and hyphens, at most 63 characters.' }]);

/** The specification of a policy. */
export const checkPolicySpec = ({ sql, statementTimeoutSeconds }: PostgresPolicySpec): readonly Issue[] => {
  const timeout = statementTimeoutSeconds ?? STATEMENT_TIMEOUT_SECONDS_DEFAULT;
  return [
    ...(sql.length > SQL_LENGTH_MAX ? [{ field: 'sql', message: `it has ${sql.length} characters, more than ${SQL_LENGTH_MAX}`, suggestion: 'Split it into several policies.' }] : checkSql('sql', sql)),
    ...(timeout >= 1 && timeout <= STATEMENT_TIMEOUT_SECONDS_MAX ? [] : [{
      field: 'statementTimeoutSeconds', message: `${timeout} is not between 1 and ${STATEMENT_TIMEOUT_SECONDS_MAX}`, suggestion: `Use 1 to ${STATEMENT_TIMEOUT_SECONDS_MAX} seconds.`,
    }]),
  ];
};
