import { randomBytes, X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newTokenKey } from '../auth/service-account-tokens.js';
import { createAuthority, issueServingCertificate, type KeyPair } from './issue-certificate.js';

const SERVING_DAYS = 365;
/** A certificate is made anew once this part of its life is over. */
const RENEW_AFTER = 2 / 3;
const TOKEN_BYTES = 32;
const PRIVATE_FILE = 0o600;
const PRIVATE_DIRECTORY = 0o700;

/** What the server proves itself with and what it recognises its administrator by. */
export interface ServerIdentity {
  readonly authority: KeyPair;
  readonly serving: KeyPair;
  /** When the serving certificate is to be made anew (milliseconds since 1970). */
  readonly renewAt: number;
  /** Private key, as PEM, that service-account tokens are signed with. */
  readonly tokenKey: string;
  /** Bearer token of the administrator. */
  readonly adminToken: string;
}

/**
 * Reads the identity from a directory, makes what is missing there, and renews the serving certificate when it is time
 * or when it does not hold for `address`. A file is complete or not there at all, so that a kill at any moment leaves a
 * directory that the next start can use.
 */
export async function ensureServerIdentity(directory: string, address: string, now: number): Promise<ServerIdentity> {
  mkdirSync(directory, { recursive: true, mode: PRIVATE_DIRECTORY });
  chmodSync(directory, PRIVATE_DIRECTORY);
  const file = (name: string): string => path.join(directory, name);
  const authority = await ensurePair(file('ca.pem'), () => createAuthority('pgo-local-kubernetes', now));
  const kept = readPair(file('serving.pem'));
  const isKept = kept !== undefined && renewalOf(kept) > now && new X509Certificate(kept.certificate).checkIP(address) !== undefined;
  const serving = isKept ? kept : await renew(file('serving.pem'), authority, address, now);
  const tokenKey = await ensureText(file('service-accounts.pem'), newTokenKey);
  const adminToken = await ensureText(file('admin.token'), () => randomBytes(TOKEN_BYTES).toString('base64url'));
  return { authority, serving, renewAt: renewalOf(serving), tokenKey, adminToken };
}

async function renew(file: string, authority: KeyPair, address: string, now: number): Promise<KeyPair> {
  const service = 'kubernetes.default.svc';
  const names = ['localhost', 'kubernetes', 'kubernetes.default', service, `${service}.cluster.local`];
  const serving = await issueServingCertificate(authority, { commonName: 'kube-apiserver', names, addresses: [address, '127.0.0.1'], days: SERVING_DAYS }, now);
  writePair(file, serving);
  return serving;
}

function renewalOf({ certificate }: KeyPair): number {
  const { validFrom, validTo } = new X509Certificate(certificate);
  const start = Date.parse(validFrom);
  return start + (Date.parse(validTo) - start) * RENEW_AFTER;
}

async function ensurePair(file: string, make: () => Promise<KeyPair>): Promise<KeyPair> {
  const kept = readPair(file);
  if (kept) return kept;
  const made = await make();
  writePair(file, made);
  return made;
}

async function ensureText(file: string, make: () => string): Promise<string> {
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const made = make();
  writePrivately(file, made);
  return made;
}

/** Certificate and key are kept in one file, so that there is never one without the other. */
function readPair(file: string): KeyPair | undefined {
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  const start = text.indexOf('-----BEGIN PRIVATE KEY-----');
  return { certificate: text.slice(0, start), key: text.slice(start) };
}

const writePair = (file: string, { certificate, key }: KeyPair): void => writePrivately(file, certificate + key);

function writePrivately(file: string, text: string): void {
  const draft = `${file}.draft`;
  writeFileSync(draft, text, { mode: PRIVATE_FILE });
  renameSync(draft, file);
}
