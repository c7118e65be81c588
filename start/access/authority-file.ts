import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { StartOptions } from '../options.js';

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** Whether the last certificate of a chain signed itself, so that the chain can be trusted as it is. */
export function endsInItself(chain: string): boolean {
  const last = chain.match(PEM)?.at(-1);
  if (last === undefined) return false;
  const certificate = new X509Certificate(last);
  return certificate.checkIssued(certificate);
}

/** The file that clients on this machine trust; none where the certificate was signed by an authority that the system has to know. */
export function authorityFile({ tlsFiles, dataDir }: Pick<StartOptions, 'tlsFiles' | 'dataDir'>): string | undefined {
  if (tlsFiles === undefined) return path.join(dataDir, 'ca.crt');
  return endsInItself(readFileSync(tlsFiles.cert, 'utf8')) ? tlsFiles.cert : undefined;
}
