import type { Command } from 'commander';
import type { CreateClusterInput } from '../../schema/sdk/client.js';
import { usageError } from '../error/cli-error.js';

/** Flags that bring a server certificate along. */
export interface TlsFlags {
  serverTlsSecret?: string;
  serverCaSecret?: string;
  disableServerTls?: boolean;
}

/** What the flags say of TLS; nothing when none is there. */
export const tlsInput = ({ serverTlsSecret, serverCaSecret, disableServerTls }: TlsFlags): Pick<CreateClusterInput, 'tls'> => {
  if (disableServerTls === true) {
    if (serverTlsSecret !== undefined || serverCaSecret !== undefined) throw usageError('--disable-server-tls takes the certificate away.', '--disable-server-tls', 'Leave the Secrets out.');
    return { tls: { serverCertificateSecret: null } };
  }
  if (serverTlsSecret === undefined && serverCaSecret === undefined) return {};
  return { tls: { serverCertificateSecret: serverTlsSecret, authoritySecret: serverCaSecret } };
};

/** Adds the flags. */
export const addTlsOptions = (command: Command): Command => command
  .option('--server-tls-secret <secret>', 'Secret with a server certificate of your own, labelled pgo.dev/cluster=NAME')
  .option('--server-ca-secret <secret>', 'Secret with ca.crt, when it is not in that one');
