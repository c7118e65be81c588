import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { SubjectAlternativeNameExtension, X509Certificate } from '@peculiar/x509';

/** A certificate that a client showed, and that an authority for clients has signed. */
export interface ClientCertificate {
  /** The common name first, then addresses, host names and URIs in the order in which they stand there. */
  readonly names: readonly string[];
  /** Until when it counts, in ms since the epoch. */
  readonly expiresAtMs: number;
}

const NAME_TYPES: ReadonlySet<string> = new Set(['dns', 'email', 'url']);

/** What a certificate says of its owner. */
export const readClientCertificate = (raw: Uint8Array<ArrayBuffer>): ClientCertificate => {
  const certificate = new X509Certificate(raw);
  const others = certificate.getExtension(SubjectAlternativeNameExtension)?.names.items ?? [];
  const common = certificate.subjectName.getField('CN');
  // Of several common names none is the one.
  return {
    names: [...(common.length === 1 ? common : []), ...others.filter(({ type }) => NAME_TYPES.has(type)).map(({ value }) => value)],
    expiresAtMs: certificate.notAfter.getTime(),
  };
};

const known = new WeakMap<TLSSocket, ClientCertificate>();

const certificateOfSocket = (socket: TLSSocket): ClientCertificate | undefined => {
  const kept = known.get(socket);
  if (kept !== undefined || !socket.authorized) return kept;
  const { raw } = socket.getPeerCertificate() as { raw?: Buffer };
  if (raw === undefined) return undefined;
  const certificate = readClientCertificate(new Uint8Array(raw));
  known.set(socket, certificate);
  return certificate;
};

/** Whether a browser sends the request from a page of this server, or for nobody's page; programs say nothing of pages. */
export const isSameOrigin = ({ headers: { origin, host, 'sec-fetch-site': site } }: Pick<IncomingMessage, 'headers'>): boolean =>
  (origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)) && (site === undefined || site === 'same-origin' || site === 'none');

/** The certificate that counts for a request. A browser shows it by itself, so that it counts for no page of another server. */
export const clientCertificateOf = (request: Pick<IncomingMessage, 'headers' | 'socket'>): ClientCertificate | undefined =>
  request.socket instanceof TLSSocket && isSameOrigin(request) ? certificateOfSocket(request.socket) : undefined;
