import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension, ExtendedKeyUsage, ExtendedKeyUsageExtension, type JsonGeneralNames, PemConverter, SubjectAlternativeNameExtension,
  type X509Certificate, X509CertificateGenerator, cryptoProvider,
} from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const HOUR_MS = 3_600_000;

/** A certificate and its key, PEM. */
export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

/** What is issued: a certificate for a client of one hour, unless it says otherwise. */
export interface Wanted {
  readonly subject: string;
  readonly names?: JsonGeneralNames;
  readonly purpose?: 'client' | 'server';
  readonly notAfter?: Date;
}

/** An authority that issues certificates for tests. */
export interface TestAuthority {
  readonly ca: string;
  issue(wanted: Wanted): Promise<CertificateFiles>;
}

const keyPair = async (): Promise<CryptoKeyPair> => await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']) as CryptoKeyPair;

const issue = async (authority: X509Certificate, signingKey: CryptoKey, { subject, names = [], purpose = 'client', notAfter = new Date(Date.now() + HOUR_MS) }: Wanted): Promise<CertificateFiles> => {
  const keys = await keyPair();
  const certificate = await X509CertificateGenerator.create({
    subject, issuer: authority.subject, notBefore: new Date(notAfter.getTime() - 2 * HOUR_MS), notAfter, signingAlgorithm: ALGORITHM, publicKey: keys.publicKey, signingKey,
    extensions: [
      new BasicConstraintsExtension(false), new ExtendedKeyUsageExtension([purpose === 'client' ? ExtendedKeyUsage.clientAuth : ExtendedKeyUsage.serverAuth]),
      ...(names.length === 0 ? [] : [new SubjectAlternativeNameExtension(names)]),
    ],
  });
  return { cert: certificate.toString('pem'), key: PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY') };
};

/** Makes an authority. */
export const makeAuthority = async (name: string): Promise<TestAuthority> => {
  cryptoProvider.set(webcrypto as Crypto);
  const keys = await keyPair();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`, notBefore: new Date(Date.now() - 24 * HOUR_MS), notAfter: new Date(Date.now() + 24 * HOUR_MS), signingAlgorithm: ALGORITHM, keys,
    extensions: [new BasicConstraintsExtension(true, 0, true)],
  });
  return { ca: certificate.toString('pem'), issue: (wanted) => issue(certificate, keys.privateKey, wanted) };
};
