/** The certificate authority of a cluster and the certificate of its servers. */
import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import { isIPv6 } from 'node:net';
import * as x509 from '@peculiar/x509';
import { remember } from '../../kube/remember.js';
import { podsServiceName, primaryServiceName, replicasServiceName } from '../../schema/naming/names.js';
import type { CertificateState } from './plan.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const AUTHORITY_DAYS = 3650;
const SERVER_DAYS = 365;
/** Clocks of clients may be behind by so much. */
const CLOCK_SKEW_MS = 60 * 60 * 1000;
/** A certificate is issued again when this part of its life is over. */
const RENEW_AFTER = 2 / 3;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** A certificate and its private key, both PEM. */
export interface CertificatePair {
  readonly certificate: string;
  readonly key: string;
}

/** Names and addresses that a certificate is good for. */
export interface ServerNames {
  readonly names: readonly string[];
  readonly addresses: readonly string[];
}

/** Every name of a service. */
export const serviceNames = (service: string, namespace: string): string[] => [service, ...longNames(service, namespace)];

const longNames = (service: string, namespace: string): string[] =>
  [`${service}.${namespace}`, `${service}.${namespace}.svc`, `${service}.${namespace}.svc.cluster.local`];

/** Every name under which clients and members reach a cluster's instances. */
export const serverNames = (namespace: string, cluster: string, addresses: readonly string[]): ServerNames => {
  const services = [primaryServiceName(cluster), replicasServiceName(cluster)].flatMap((name) => serviceNames(name, namespace));
  return { names: [...services, ...longNames(podsServiceName(cluster), namespace).map((name) => `*.${name}`)].sort(), addresses: [...addresses].sort() };
};

/** Times and serial numbers: what makes two certificates of the same content differ. */
export interface CertificateMoment {
  readonly nowMs: number;
  /** 16 random bytes in hexadecimal. */
  readonly serialNumber: string;
}

const privateKeyPem = async (key: CryptoKey): Promise<string> =>
  x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');

const validity = ({ nowMs }: CertificateMoment, days: number): { notBefore: Date; notAfter: Date } =>
  ({ notBefore: new Date(nowMs - CLOCK_SKEW_MS), notAfter: new Date(nowMs + days * DAY_MS) });

/** Makes the authority of a cluster. */
export const createAuthority = async (cluster: string, moment: CertificateMoment): Promise<CertificatePair> => {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${cluster} CA, O=pgo`, keys, signingAlgorithm: ALGORITHM, serialNumber: moment.serialNumber,
    ...validity(moment, AUTHORITY_DAYS),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: certificate.toString('pem'), key: await privateKeyPem(keys.privateKey) };
};

/** The name that a certificate with these names is issued to; at most what fits into a certificate. */
export const commonName = (names: readonly string[]): string => (names[0] ?? 'postgresql').slice(0, 57);

/** Issues a certificate for a cluster's servers. Rejects when the authority's key or certificate cannot be read. */
export const issueServerCertificate = async (
  authority: CertificatePair, names: ServerNames, moment: CertificateMoment,
): Promise<CertificatePair> => {
  const issuer = new x509.X509Certificate(authority.certificate);
  const signingKey = await crypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(authority.key), ALGORITHM, false, ['sign']);
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    subject: `CN=${commonName(names.names)}`, issuer: issuer.subject, publicKey: keys.publicKey, signingKey,
    signingAlgorithm: ALGORITHM, serialNumber: moment.serialNumber, ...validity(moment, SERVER_DAYS),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth]),
      new x509.SubjectAlternativeNameExtension([
        ...names.names.map((value) => ({ type: 'dns' as const, value })), ...names.addresses.map((value) => ({ type: 'ip' as const, value })),
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return { certificate: certificate.toString('pem'), key: await privateKeyPem(keys.privateKey) };
};

/** Certificates whose content is remembered: reading one costs more than all else of a visit of a calm cluster. */
const CERTIFICATES_MAX = 5_000;

/** How an address begins among the names of a certificate. */
const ADDRESS_PREFIX = 'IP Address:';

/** An address as one of a certificate's names; there are many ways to write one of version 6. */
const addressName = (address: string): string => `${ADDRESS_PREFIX}${isIPv6(address) ? new URL(`http://[${address}]`).hostname : address}`;

/** What stands in a certificate; undefined when it is none. */
const contentOf = remember(CERTIFICATES_MAX, (pem): { readonly has: ReadonlySet<string>; readonly renewAtMs: number; readonly expiresAt: string } | undefined => {
  try {
    const { subjectAltName = '', validFrom, validTo } = new X509Certificate(pem);
    const [fromMs, toMs] = [Date.parse(validFrom), Date.parse(validTo)];
    return {
      has: new Set(subjectAltName.split(', ').map((name) => (name.startsWith(ADDRESS_PREFIX) ? addressName(name.slice(ADDRESS_PREFIX.length)) : name))),
      renewAtMs: fromMs + (toMs - fromMs) * RENEW_AFTER, expiresAt: new Date(toMs).toISOString(),
    };
  } catch {
    return undefined;
  }
});

/** Reads a server certificate; undefined when there is none or it is no certificate. */
export const readCertificate = (pem: string | undefined, wanted: ServerNames): (CertificateState & { readonly expiresAt: string }) | undefined => {
  const content = pem === undefined ? undefined : contentOf(pem);
  if (content === undefined) return undefined;
  const { has, renewAtMs, expiresAt } = content;
  return {
    covers: wanted.names.every((name) => has.has(`DNS:${name}`)) && wanted.addresses.every((address) => has.has(addressName(address))),
    renewAtMs, expiresAt,
  };
};

/** When a certificate expires (RFC 3339); undefined when there is none or it is no certificate. */
export const certificateExpiry = (pem: string | undefined): string | undefined => readCertificate(pem, { names: [], addresses: [] })?.expiresAt;
