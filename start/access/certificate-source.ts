import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { StartOptions } from '../options.js';
import { StartError } from '../start-error.js';
import { isOld, type CertificateSource } from './keep-certificate.js';
import { ensureAuthority, issueServerCertificate, readServerCertificate, type ServerCertificate } from './server-certificate.js';

function readClientAuthority(file: string): string {
  try {
    const authority = readFileSync(file, 'utf8');
    if (!authority.includes('-----BEGIN CERTIFICATE-----')) throw new Error('it holds no certificate');
    createSecureContext({ ca: authority });
    return authority;
  } catch (error) {
    throw new StartError(`The authority of clients ${file} cannot be used: ${(error as Error).message}.`, { cause: error });
  }
}

/** Where the certificate of the server comes from: files, or its own authority, which issues another one when that is old. */
export function certificateSource({ tlsFiles, tlsClientCa, dataDir, host, namespace }: StartOptions): CertificateSource {
  const pair = async (served: ServerCertificate | undefined): Promise<ServerCertificate> => {
    if (tlsFiles) return readServerCertificate(tlsFiles);
    const now = new Date();
    return served !== undefined && !isOld(served.cert, now) ? served : issueServerCertificate(await ensureAuthority(dataDir, now), { host, namespace }, now);
  };
  return async (served) => ({ ...(await pair(served)), ...(tlsClientCa === undefined ? {} : { clientCa: readClientAuthority(tlsClientCa) }) });
}
