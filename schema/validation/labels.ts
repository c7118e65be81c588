import type { Checked, Issue } from './issue.js';

/** Labels to set; null removes one. */
export type LabelChanges = Readonly<Record<string, string | null>>;

const PART = /^[a-zA-Z0-9]([-a-zA-Z0-9_.]*[a-zA-Z0-9])?$/;
const PREFIX = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
const RESERVED_PREFIX = /(^|\.)(kubernetes\.io|k8s\.io|pgo\.dev)$/;
const LABELS_MAX = 64;
const SUGGESTION = 'Write an object from key to value, for example {"env": "prod"}: letters, digits, "-", "_" and ".", at most 63 characters each.';

const keyIssue = (key: string): string | undefined => {
  const slash = key.indexOf('/');
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  const name = key.slice(slash + 1);
  if (!PART.test(name) || name.length > 63) return `"${key}" is no key of a label`;
  if (prefix === undefined) return undefined;
  if (!PREFIX.test(prefix) || prefix.length > 253) return `"${key}" is no key of a label`;
  return RESERVED_PREFIX.test(prefix) ? `"${key}" has a prefix that is reserved` : undefined;
};

const isValue = (text: unknown): boolean => typeof text === 'string' && (text === '' || (PART.test(text) && text.length <= 63));

/** Whether a key has a prefix that only Kubernetes and pgo itself use. */
export const isReservedLabel = (key: string): boolean => key.includes('/') && RESERVED_PREFIX.test(key.slice(0, key.indexOf('/')));

/** Labels out of the JSON that a caller wrote. `isRemovable`: null as a value is allowed and removes the label. */
export const checkLabels = (field: string, json: unknown, isRemovable: boolean): Checked<LabelChanges> => {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return { issues: [{ field, message: 'is no object', suggestion: SUGGESTION }] };
  const entries = Object.entries(json as Record<string, unknown>);
  const issues: Issue[] = entries.length > LABELS_MAX ? [{ field, message: `has ${entries.length} labels, more than ${LABELS_MAX}`, suggestion: 'Use fewer labels.' }] : [];
  const labels: Record<string, string | null> = {};
  for (const [key, value] of entries) {
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    const message = keyIssue(key) ?? (isValue(text) || (text === null && isRemovable) ? undefined : `${JSON.stringify(value)} is no value of a label`);
    if (message === undefined) labels[key] = text as string | null;
    else issues.push({ field: `${field}.${key}`, message, suggestion: SUGGESTION });
  }
  return issues.length > 0 ? { issues } : { value: labels };
};
