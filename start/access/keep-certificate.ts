import { X509Certificate } from 'node:crypto';
import type { Logger } from 'pino';
import { Gauge, type Registry } from 'prom-client';
import type { ServerCertificate } from './server-certificate.js';

/** How often it is looked whether the certificate has to be replaced, in milliseconds. */
const CHECK_INTERVAL_MS = 10_000;
/** A certificate is renewed when less than this share of its life is left. */
const RENEWAL_SHARE = 1 / 3;

/** The certificate to serve now, given the one that is served. Rejects when there is none that can be used. */
export type CertificateSource = (served: ServerCertificate | undefined) => Promise<ServerCertificate>;

/** What keeping a certificate works with. */
export interface KeepCertificateOptions {
  readonly source: CertificateSource;
  readonly current: ServerCertificate;
  /** Lets new handshakes get this certificate. */
  readonly use: (certificate: ServerCertificate) => void;
  readonly registry: Registry;
  readonly logger: Logger;
  readonly intervalMs?: number;
}

/** Whether a certificate is in the last third of its life. */
export function isOld(cert: string, now: Date): boolean {
  const { validFrom, validTo } = new X509Certificate(cert);
  const [from, to] = [Date.parse(validFrom), Date.parse(validTo)];
  return to - now.getTime() < (to - from) * RENEWAL_SHARE;
}

/**
 * Replaces the certificate of a running server: one of its own authority before it ends, one from files when they
 * change. What cannot be used is logged, and the one before goes on. When it expires is a metric. Returns how to stop.
 */
export function keepCertificate({ source, current, use, registry, logger, intervalMs = CHECK_INTERVAL_MS }: KeepCertificateOptions): () => void {
  let served = current;
  new Gauge({
    name: 'pgo_server_certificate_expiry_timestamp_seconds', help: 'When the certificate of the API server expires.', registers: [registry],
    collect() { this.set(Date.parse(new X509Certificate(served.cert).validTo) / 1000); },
  });
  let checking = false;
  const check = async (): Promise<void> => {
    if (checking) return;
    checking = true;
    try {
      const next = await source(served);
      if (next.cert === served.cert && next.key === served.key && next.clientCa === served.clientCa) return;
      use(next);
      served = next;
      logger.info({ expiresAt: new X509Certificate(next.cert).validTo }, 'The server certificate was replaced.');
    } catch (error) {
      logger.warn({ err: error }, 'The server certificate could not be replaced; the one before is served on.');
    } finally {
      checking = false;
    }
  };
  const timer = setInterval(() => void check(), intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}
