const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_LENGTH_MAX = 63;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** 32-bit FNV-1a of a text, hexadecimal. Tells names apart; no secret depends on it. */
const shortHash = (text: string): string => {
  let hash = FNV_OFFSET;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, FNV_PRIME) >>> 0;
  return hash.toString(16).padStart(8, '0');
};

/**
 * A name as part of the names of Kubernetes objects. One that is a DNS label stays as it is; any other is made one and
 * gets a hash behind it, so that two names never become one.
 */
export const dnsLabel = (name: string): string => {
  if (LABEL.test(name) && name.length <= LABEL_LENGTH_MAX) return name;
  const hash = shortHash(name);
  const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, LABEL_LENGTH_MAX - hash.length - 1).replace(/^-+|-+$/g, '');
  return slug === '' ? hash : `${slug}-${hash}`;
};
