import type { MutationPlan, PlanChange } from './plan.js';

type Spec = object | undefined;

const NOUNS: Readonly<Record<string, string>> = { PgoAccount: 'account', PgoRole: 'role' };

/** A value as a plan may show it: of tokens, what they are called. */
const shown = (path: string, value: unknown): unknown =>
  (path === 'tokens' && Array.isArray(value) ? value.map(({ name }: { name: string }) => name) : value);

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What a change of an account or a role changes. No database notices any of it. */
export const planAccess = (kind: string, name: string, before: Spec, after: Spec): MutationPlan => {
  const object = `${kind}/${name}`;
  const what = `the ${NOUNS[kind] ?? kind} "${name}"`;
  const value = (spec: Spec, path: string): unknown => shown(path, (spec as Readonly<Record<string, unknown>> | undefined)?.[path]);
  const fields = (spec: Spec): Record<string, unknown> => Object.fromEntries(Object.keys(spec ?? {}).map((path) => [path, value(spec, path)]));
  if (before === undefined) return { impact: 'NONE', summary: `Creates ${what}.`, changes: [{ object, action: 'create', after: fields(after), impact: 'NONE' }] };
  if (after === undefined) return { impact: 'NONE', summary: `Deletes ${what}.`, changes: [{ object, action: 'delete', before: fields(before), impact: 'NONE' }] };
  const changes = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap((path): PlanChange[] => {
    const [from, to] = [value(before, path), path in after ? value(after, path) : value(before, path)];
    return isSame(from, to) ? [] : [{ object, action: 'update', path, before: from, after: to, impact: 'NONE' }];
  });
  return { impact: 'NONE', summary: changes.length === 0 ? `Changes nothing of ${what}.` : `Changes ${what}: ${changes.map(({ path }) => path).join(', ')}.`, changes };
};
