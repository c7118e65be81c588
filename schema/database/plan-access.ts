import { gravestImpact, type MutationPlan, type PlanChange, type PlanImpact } from '../plan/plan.js';

/** Something in a cluster that has a resource of its own. */
export interface AccessSubject {
  readonly kind: 'PostgresDatabase' | 'PostgresUser';
  /** Name of the resource. */
  readonly resource: string;
  /** Name in PostgreSQL. */
  readonly name: string;
  readonly cluster: string;
}

const NOUNS = { PostgresDatabase: 'database', PostgresUser: 'user' } as const;

const nounOf = ({ kind, name }: AccessSubject): string => `the ${NOUNS[kind]} "${name}"`;
const objectOf = ({ kind, resource }: AccessSubject): string => `${kind}/${resource}`;

/** What creating a user or database changes. */
export const planCreateAccess = (subject: AccessSubject, spec: object): MutationPlan => ({
  impact: 'NONE', summary: `Creates ${nounOf(subject)} in the cluster "${subject.cluster}".`,
  changes: [{ object: objectOf(subject), action: 'create', after: { ...spec }, impact: 'NONE' }],
});

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What changing a user or database changes, field by field. */
export const planUpdateAccess = (subject: AccessSubject, before: object, after: object): MutationPlan => {
  const [old, now] = [before as Record<string, unknown>, after as Record<string, unknown>];
  const changes = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort().filter((field) => !isSame(old[field], now[field]))
    .map((field): PlanChange => ({ object: objectOf(subject), action: 'update', path: `spec.${field}`, before: old[field], after: now[field], impact: 'NONE' }));
  return {
    impact: 'NONE', changes,
    summary: changes.length === 0 ? `Nothing changes: ${nounOf(subject)} is like this already.` : `Changes ${nounOf(subject)} of the cluster "${subject.cluster}".`,
  };
};

/** What giving a user a new password changes. */
export const planRotatePassword = (subject: AccessSubject, overlapSeconds: number): MutationPlan => ({
  impact: 'NONE',
  summary: `Gives ${nounOf(subject)} of the cluster "${subject.cluster}" a new password. Sessions that are open go on; ${overlapSeconds === 0
    ? 'new ones need the new password at once.' : `the password before stays good for ${overlapSeconds} s.`}`,
  changes: [{ object: objectOf(subject), action: 'update', path: 'spec.password.rotation', impact: 'NONE' }],
});

/** What deleting a database changes. */
export const planDeleteDatabase = (subject: AccessSubject, isDropped: boolean): MutationPlan => {
  const impact: PlanImpact = isDropped ? 'DATA_LOSS' : 'NONE';
  const changes: PlanChange[] = [{ object: objectOf(subject), action: 'delete', impact }];
  return {
    impact: gravestImpact(changes), changes,
    summary: isDropped ? `Drops ${nounOf(subject)} of the cluster "${subject.cluster}": its data are gone for good.`
      : `Forgets ${nounOf(subject)} of the cluster "${subject.cluster}". The database and its data stay in PostgreSQL.`,
  };
};

/** What deleting a user changes. */
export const planDeleteUser = (subject: AccessSubject, heir: string): MutationPlan => ({
  impact: 'NONE',
  summary: `Drops ${nounOf(subject)} of the cluster "${subject.cluster}" with its Secret and ends its sessions. What it owns goes to "${heir}".`,
  changes: [{ object: objectOf(subject), action: 'delete', impact: 'NONE' }],
});
