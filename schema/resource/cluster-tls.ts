/** A server certificate of one's own, in Secrets with the label of the cluster. */
export interface ServerCertificateSpec {
  /**
   * Name of the Secret with `tls.crt` and `tls.key`, and with `ca.crt` unless that is in another one.
   * @minLength 1
   * @maxLength 253
   */
  secretName: string;
  /**
   * Name of the Secret with `ca.crt`; the same one when left out.
   * @minLength 1
   * @maxLength 253
   */
  authoritySecretName?: string;
}

/** How connections to PostgreSQL are encrypted. */
export interface TlsSpec {
  /**
   * Whether connections without TLS are refused, also by the pooler. Replication and the roles of the cluster itself use TLS always.
   * @default true
   */
  required?: boolean;
  /** The certificate that PostgreSQL serves; one of the cluster's own authority when left out. */
  serverCertificate?: ServerCertificateSpec;
}
