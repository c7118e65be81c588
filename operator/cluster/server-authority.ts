import { authoritySecretName, serverCertificateSecretName } from '../../schema/naming/names.js';

/** Keys beside our own certificate that hold one that was brought along. */
export const GIVEN_KEYS = { certificate: 'server.crt', key: 'server.key', authority: 'server-ca.crt' } as const;

/** Whom clients of a cluster's PostgreSQL trust. `text` reads a key of a Secret. */
export const serverAuthority = (cluster: string, text: (secret: string, key: string) => string | undefined): string | undefined =>
  text(serverCertificateSecretName(cluster), GIVEN_KEYS.authority) ?? text(authoritySecretName(cluster), 'tls.crt');
