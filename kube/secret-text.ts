import type { Secret } from './core-kinds.js';

/** The text of a Secret's key; undefined when there is no such Secret or key. */
export const secretText = (secret: Secret | undefined, key: string): string | undefined => {
  const value = secret?.data?.[key];
  return value === undefined ? undefined : Buffer.from(value, 'base64').toString('utf8');
};

/** Texts by key, as a Secret holds them. */
export const secretData = (text: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(text).map(([key, value]) => [key, Buffer.from(value).toString('base64')]));
