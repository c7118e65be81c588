import type { Command } from 'commander';
import type { CreateClusterInput } from '../../schema/sdk/client.js';
import { usageError } from '../error/cli-error.js';

/** Flags of TLS: whether it is required, and a server certificate. */
export interface TlsFlags {
  tlsRequired?: boolean;
  serverTlsSecret?: string;
  serverCaSecret?: string;
  disableServerTls?: boolean;
}

/** What the flags say of TLS; nothing when none is there. */
export const tlsInput = ({ tlsRequired, serverTlsSecret, serverCaSecret, disableServerTls }: TlsFlags): Pick<CreateClusterInput, 'tls'> => {
  const required = tlsRequired === undefined ? {} : { required: tlsRequired };
  if (disableServerTls === true) {
    if (serverTlsSecret !== undefined || serverCaSecret !== undefined) throw usageError('--disable-server-tls takes the certificate away.', '--disable-server-tls', 'Leave the Secrets out.');
    return { tls: { ...required, serverCertificateSecret: null } };
  }
  if (serverTlsSecret === undefined && serverCaSecret === undefined) return Object.keys(required).length === 0 ? {} : { tls: required };
  return { tls: { ...required, serverCertificateSecret: serverTlsSecret, authoritySecret: serverCaSecret } };
};

/** Adds the flags. */
export const addTlsOptions = (command: Command): Command => command
  .option('--no-tls-required', 'take connections without TLS, too, also at the pooler; passwords are never sent all the same')
  .option('--tls-required', 'refuse connections without TLS, as when nobody has said anything')
  .option('--server-tls-secret <secret>', 'Secret with a server certificate of your own, labelled pgo.dev/cluster=NAME')
  .option('--server-ca-secret <secret>', 'Secret with ca.crt, when it is not in that one');
