import { createHash } from 'node:crypto';

const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, child]) => child !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, child]) => [key, canonical(child)]));
};

/** SHA-256 of a JSON value, the same for every order of its keys. Hexadecimal. */
export const canonicalHash = (value: unknown): string => createHash('sha256').update(JSON.stringify(canonical(value))).digest('hex');
