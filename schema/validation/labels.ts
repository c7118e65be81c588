import type { Checked, Issue } from './issue.js';
import { isKey, valueIssue } from './label-parts.js';

/** Labels to set; null removes one. */
export type LabelChanges = Readonly<Record<string, string | null>>;

const RESERVED_PREFIX = /(^|\.)(kubernetes\.io|k8s\.io|pgo\.dev)$/;
const LABELS_MAX = 64;
const SUGGESTION = 'Write an object from key to value, for example {"env": "prod"}: letters, digits, "-", "_" and ".", at most 63 characters each.';

/** Whether a key has a prefix that only Kubernetes and pgo itself use. */
export const isReservedLabel = (key: string): boolean => key.includes('/') && RESERVED_PREFIX.test(key.slice(0, key.indexOf('/')));

const keyIssue = (key: string): string | undefined => {
  if (!isKey(key)) return `"${key}" is no key of a label`;
  return isReservedLabel(key) ? `"${key}" has a prefix that is reserved` : undefined;
};

/** Labels out of the JSON that a caller wrote. `isRemovable`: null as a value is allowed and removes the label. */
export const checkLabels = (field: string, json: unknown, isRemovable: boolean): Checked<LabelChanges> => {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return { issues: [{ field, message: 'is no object', suggestion: SUGGESTION }] };
  const entries = Object.entries(json as Record<string, unknown>);
  const issues: Issue[] = entries.length > LABELS_MAX ? [{ field, message: `has ${entries.length} labels, more than ${LABELS_MAX}`, suggestion: 'Use fewer labels.' }] : [];
  const labels: Record<string, string | null> = {};
  for (const [key, value] of entries) {
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    const message = keyIssue(key) ?? (text === null && isRemovable ? undefined : valueIssue(text));
    if (message === undefined) labels[key] = text as string | null;
    else issues.push({ field: `${field}.${key}`, message, suggestion: SUGGESTION });
  }
  return issues.length > 0 ? { issues } : { value: labels };
};
