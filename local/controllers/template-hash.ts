import { createHash } from 'node:crypto';

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

/** A short name for a pod template: ten characters that may stand in names and labels. `salt` tells colliding templates apart. */
export function templateHash(template: unknown, salt = 0): string {
  const digest = createHash('sha256').update(canonicalJson(template)).update(String(salt)).digest();
  return [...digest.subarray(0, 10)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
