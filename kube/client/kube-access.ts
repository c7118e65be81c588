/** How the API server is reached and who we are to it. */
export interface KubeAccess {
  /** URL of the API server, without a trailing slash. */
  readonly server: string;
  /** PEM of the CA that signed the server's certificate; the system's CAs when left out. */
  readonly ca?: string;
  /** PEM of the client certificate and its key. */
  readonly cert?: string;
  readonly key?: string;
  readonly skipTlsVerify?: boolean;
  readonly tlsServerName?: string;
  /** Namespace of the context. */
  readonly namespace?: string;
  /** Headers that prove who we are, made anew for each request (tokens rotate). */
  headers(): Promise<Record<string, string>>;
}

/** The kubeconfig could not be used: says which file and why. */
export class KubeAccessError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'KubeAccessError';
  }
}
