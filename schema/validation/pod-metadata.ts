import { type Checked, type Issue } from './issue.js';
import { isKey, valueIssue } from './label-parts.js';
import { reservedPodKey, type PodMetadataPart } from './reserved-pod-keys.js';

/** What is to be set on pods; null removes. */
export type PodMetadataChanges = { readonly [P in PodMetadataPart]?: Readonly<Record<string, string | null>> };

/** Most labels, and most annotations, that a cluster gives its pods. */
export const POD_KEYS_MAX = 64;
/** Most bytes of annotations, keys and values together: Kubernetes takes 256 KiB of an object, and others want some. */
const ANNOTATION_BYTES_MAX = 128 * 1024;

const SUGGESTIONS: Readonly<Record<PodMetadataPart, string>> = {
  labels: 'Write an object from key to value, for example {"team": "shop"}: letters, digits, "-", "_" and ".", at most 63 characters each.',
  annotations: 'Write an object from key to text, for example {"sidecar.istio.io/inject": "false"}.',
};

const OTHER_KEY = 'Choose another key: this one has a meaning for those that run the pods.';

const entryIssue = (part: PodMetadataPart, key: string, value: unknown, isRemovable: boolean): Omit<Issue, 'field'> | undefined => {
  const reserved = reservedPodKey(part, key);
  if (reserved !== undefined) return { message: `"${key}" is reserved: ${reserved}`, suggestion: OTHER_KEY };
  if (!isKey(key)) return { message: `"${key}" is no key of ${part}`, suggestion: SUGGESTIONS[part] };
  const message = value === null && isRemovable ? undefined : textIssue(part, value);
  return message === undefined ? undefined : { message, suggestion: SUGGESTIONS[part] };
};

const textIssue = (part: PodMetadataPart, value: unknown): string | undefined => {
  if (typeof value !== 'string') return `${JSON.stringify(value)} is no text`;
  return part === 'labels' ? valueIssue(value) : undefined;
};

const checkPart = (part: PodMetadataPart, json: unknown, { field, isRemovable }: { readonly field: string; readonly isRemovable: boolean }): Checked<Readonly<Record<string, string | null>>> => {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return { issues: [{ field, message: 'is no object', suggestion: SUGGESTIONS[part] }] };
  const entries = Object.entries(json as Record<string, unknown>).map(([key, value]): [string, unknown] => [key, typeof value === 'number' || typeof value === 'boolean' ? String(value) : value]);
  const issues = entries.flatMap(([key, value]): Issue[] => {
    const issue = entryIssue(part, key, value, isRemovable);
    return issue === undefined ? [] : [{ field: `${field}.${key}`, ...issue }];
  });
  return issues.length > 0 ? { issues } : { value: Object.fromEntries(entries) as Record<string, string | null> };
};

/** Labels and annotations of pods out of what a caller wrote. `isRemovable`: null as a value is allowed and removes the key. */
export const checkPodMetadata = (field: string, given: { readonly labels?: unknown; readonly annotations?: unknown }, isRemovable: boolean): Checked<PodMetadataChanges> => {
  const checked = (['labels', 'annotations'] as const).filter((part) => given[part] != null)
    .map((part) => [part, checkPart(part, given[part], { field: `${field}.${part}`, isRemovable })] as const);
  const issues = checked.flatMap(([, result]) => ('issues' in result ? result.issues : []));
  return issues.length > 0 ? { issues } : { value: Object.fromEntries(checked.map(([part, result]) => [part, 'value' in result ? result.value : {}])) };
};

/** What is wrong with how much there is of it, once everything is put together. */
export const checkPodMetadataSize = (field: string, { labels = {}, annotations = {} }: { readonly labels?: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> }): Issue[] => {
  const many = Object.entries({ labels, annotations }).filter(([, pairs]) => Object.keys(pairs).length > POD_KEYS_MAX)
    .map(([part, pairs]): Issue => ({ field: `${field}.${part}`, message: `has ${Object.keys(pairs).length} keys, more than ${POD_KEYS_MAX}`, suggestion: 'Use fewer.' }));
  const bytes = Object.entries(annotations).reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
  return bytes <= ANNOTATION_BYTES_MAX ? many : [...many, { field: `${field}.annotations`, message: `has ${bytes} bytes, more than ${ANNOTATION_BYTES_MAX}`, suggestion: 'Write less into annotations.' }];
};
