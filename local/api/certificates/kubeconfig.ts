import { stringify } from 'yaml';

/** What stands in a kubeconfig. */
export interface KubeconfigOptions {
  /** `https://ADDRESS:PORT`. */
  readonly server: string;
  /** The CA's certificate, as PEM. */
  readonly authority: string;
  readonly token: string;
}

/** The text of a kubeconfig with which kubectl and other clients are administrators. */
export function kubeconfigText({ server, authority, token }: KubeconfigOptions): string {
  const name = 'pgo-local';
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [{ name, cluster: { server, 'certificate-authority-data': Buffer.from(authority).toString('base64') } }],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name, context: { cluster: name, user: 'admin' } }],
  }, { lineWidth: 0 });
}
