import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { PodTemplate } from './core-types.js';

/** No vowels and nothing that looks alike, so that no words appear in names. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** JSON with the keys of every object in order: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined);
  fields.sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${fields.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
}

/** Says whether two pod templates make the same pods: empty labels and annotations are none. */
export function isSameTemplate(left: PodTemplate | undefined, right: PodTemplate | undefined): boolean {
  return isDeepStrictEqual(left && withoutEmpty(left), right && withoutEmpty(right));
}

/** A short name for a pod template: ten characters that may stand in names and labels. */
export function templateHash(template: PodTemplate): string {
  const digest = createHash('sha256').update(canonicalJson(withoutEmpty(template))).digest();
  return [...digest.subarray(0, 10)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

function withoutEmpty({ metadata = {}, ...rest }: PodTemplate): PodTemplate {
  const filled = Object.entries(metadata).filter(([, value]) => typeof value !== 'object' || Object.keys(value ?? {}).length > 0);
  return { ...rest, metadata: Object.fromEntries(filled) };
}
