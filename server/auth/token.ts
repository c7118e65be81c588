import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Buffer } from 'node:buffer';

/** What every API token begins with, so that scanners of leaked secrets know one. */
export const TOKEN_PREFIX = 'pgo_';
const TOKEN_BYTES = 32;
const TOKEN_LENGTH_MAX = 8_192;

/** A new token: 256 bits of randomness behind the prefix. */
export const makeToken = (random: (bytes: number) => Buffer = randomBytes): string => `${TOKEN_PREFIX}${random(TOKEN_BYTES).toString('base64url')}`;

/** SHA-256 of a token in hexadecimal: all that is ever stored of it. Enough, since a token is random and long. */
export const hashToken = (token: string): string => hash('sha256', token, 'hex');

/** Whether a hash is that of another one, in a time that tells nothing of either. */
export const isSameHash = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a, 'hex'), Buffer.from(b, 'hex')];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** The token of an `Authorization: Bearer TOKEN` header; undefined when there is none. */
export const bearerToken = (header: unknown): string | undefined => {
  if (typeof header !== 'string' || header.length > TOKEN_LENGTH_MAX) return undefined;
  return /^Bearer ([\x21-\x7e]+) *$/i.exec(header)?.[1];
};
