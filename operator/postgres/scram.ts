import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';

const ITERATIONS = 4096;
const KEY_LENGTH = 32;

/**
 * The SCRAM-SHA-256 verifier that PostgreSQL stores for a password (RFC 5803), so that the password itself never
 * travels in SQL. Meant for generated ASCII passwords: no SASLprep is done.
 */
export const scramVerifier = (password: string, salt: Buffer): string => {
  const salted = pbkdf2Sync(password, salt, ITERATIONS, KEY_LENGTH, 'sha256');
  const hmac = (text: string): Buffer => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${hmac('Server Key').toString('base64')}`;
};

const VERIFIER = /^SCRAM-SHA-256\$(\d+):([A-Za-z0-9+/=]+)\$([A-Za-z0-9+/=]+):([A-Za-z0-9+/=]+)$/;

/** Whether a stored verifier is the one of this password. */
export const scramMatches = (password: string, verifier: string | null): boolean => {
  const [, iterations, salt] = VERIFIER.exec(verifier ?? '') ?? [];
  if (salt === undefined || Number(iterations) !== ITERATIONS) return false;
  return scramVerifier(password, Buffer.from(salt, 'base64')) === verifier;
};
