const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';
const SUFFIX_LENGTH = 5;
/** A generated name is cut so that its suffix still fits. */
const MAXIMUM_PREFIX = 58;

/** Five characters that spell no words, taken from a random UUID. */
export function nameSuffix(uid: string): string {
  const digits = uid.replaceAll('-', '');
  let suffix = '';
  for (let index = 0; index < SUFFIX_LENGTH; index += 1) {
    suffix += ALPHABET[parseInt(digits.slice(index * 4, index * 4 + 4), 16) % ALPHABET.length] ?? '';
  }
  return suffix;
}

/** The name that the server completes from `generateName`. */
export function generatedName(prefix: string, uid: string): string {
  return `${prefix.slice(0, MAXIMUM_PREFIX)}${nameSuffix(uid)}`;
}
