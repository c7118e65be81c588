import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createSecureContext } from 'node:tls';
import {
  AuthorityKeyIdentifierExtension, BasicConstraintsExtension, ExtendedKeyUsage, ExtendedKeyUsageExtension, KeyUsageFlags,
  KeyUsagesExtension, PemConverter, SubjectAlternativeNameExtension, SubjectKeyIdentifierExtension, X509Certificate,
  X509CertificateGenerator, cryptoProvider,
} from '@peculiar/x509';
import type { ServerTls } from '../../server/settings.js';
import { StartError } from '../start-error.js';
import { writePrivateFile } from './cli-context.js';

/** Key and certificate of the GraphQL server, PEM. */
export type ServerCertificate = ServerTls;

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 24 * 60 * 60 * 1000;
const AUTHORITY_LIFETIME_DAYS = 3650;
const SERVER_LIFETIME_DAYS = 365;
/** An authority that would end before the certificates that it issues is replaced. */
const AUTHORITY_RENEWAL_DAYS = SERVER_LIFETIME_DAYS + 1;

interface Authority {
  readonly certificate: X509Certificate;
  readonly key: CryptoKey;
}

/** Makes the certificate authority of this data directory (`ca.crt`, and its key beside it) unless it is there. */
export async function ensureAuthority(dataDir: string, now: Date): Promise<Authority> {
  cryptoProvider.set(webcrypto as Crypto);
  const certFile = path.join(dataDir, 'ca.crt');
  const keyFile = path.join(dataDir, 'ca.key');
  if (existsSync(certFile) && existsSync(keyFile)) {
    const certificate = new X509Certificate(readFileSync(certFile, 'utf8'));
    if (certificate.notAfter.getTime() - now.getTime() > AUTHORITY_RENEWAL_DAYS * DAY_MS) {
      return { certificate, key: await importKey(readFileSync(keyFile, 'utf8')) };
    }
  }
  const keys = (await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])) as CryptoKeyPair;
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=pgo local authority',
    notBefore: new Date(now.getTime() - DAY_MS),
    notAfter: new Date(now.getTime() + AUTHORITY_LIFETIME_DAYS * DAY_MS),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  writePrivateFile(keyFile, await exportKey(keys.privateKey));
  writePrivateFile(certFile, `${certificate.toString('pem')}\n`);
  return { certificate, key: keys.privateKey };
}

/** Reads a certificate and its key from files. Throws a `StartError` when one cannot be read or they are none. */
export function readServerCertificate(files: { readonly cert: string; readonly key: string }): ServerCertificate {
  try {
    const [cert, key] = [readFileSync(files.cert, 'utf8'), readFileSync(files.key, 'utf8')];
    createSecureContext({ cert, key });
    return { cert, key };
  } catch (error) {
    throw new StartError(`The certificate ${files.cert} and its key ${files.key} cannot be used: ${(error as Error).message}.`, { cause: error });
  }
}

/** Under which names the server is reached. */
export interface ServedAs {
  /** Address that it listens on. */
  readonly host: string;
  /** Namespace of its Service, when it has one. */
  readonly namespace: string;
}

/** Names of the Service that the manifests make. */
const serviceNames = (namespace: string): string[] => ['pgo', `pgo.${namespace}`, `pgo.${namespace}.svc`, `pgo.${namespace}.svc.cluster.local`];

/** A new certificate for the names and addresses under which the server is reached: made at each start, never stored. */
export async function issueServerCertificate(authority: Authority, { host, namespace }: ServedAs, now: Date): Promise<ServerCertificate> {
  const keys = (await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])) as CryptoKeyPair;
  const names = [...new Set([host, '127.0.0.1', '::1', 'localhost', os.hostname(), ...serviceNames(namespace)])].filter((name) => !['0.0.0.0', '::'].includes(name));
  const addresses = ['0.0.0.0', '::'].includes(host) ? machineAddresses() : [];
  const alternatives = [...new Set([...names, ...addresses])].map((value) => ({ type: net.isIP(value) ? ('ip' as const) : ('dns' as const), value }));
  const certificate = await X509CertificateGenerator.create({
    subject: 'CN=pgo',
    issuer: authority.certificate.subject,
    notBefore: new Date(now.getTime() - DAY_MS),
    notAfter: new Date(now.getTime() + SERVER_LIFETIME_DAYS * DAY_MS),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: authority.key,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(alternatives),
      await AuthorityKeyIdentifierExtension.create(authority.certificate, false),
    ],
  });
  return { key: await exportKey(keys.privateKey), cert: certificate.toString('pem') };
}

function machineAddresses(): string[] {
  return Object.values(os.networkInterfaces()).flatMap((entries) => (entries ?? []).map((entry) => entry.address));
}

async function exportKey(key: CryptoKey): Promise<string> {
  return `${PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;
}

async function importKey(pem: string): Promise<CryptoKey> {
  return (await webcrypto.subtle.importKey('pkcs8', PemConverter.decodeFirst(pem), ALGORITHM, true, ['sign'])) as CryptoKey;
}
