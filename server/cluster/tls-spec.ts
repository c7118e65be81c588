import type { TlsInput } from '../../schema/graphql/tls.js';
import type { TlsSpec } from '../../schema/resource/cluster-tls.js';
import type { Issue } from '../../schema/validation/issue.js';

const SECRET_NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

/** What a merge patch says of TLS; null takes a given certificate away. */
export interface TlsPatch {
  readonly required?: boolean;
  readonly serverCertificate?: { readonly secretName: string; readonly authoritySecretName: string | null } | null;
}

/** What is wrong with the Secrets that are named. */
export const checkTls = (input: TlsInput | null | undefined): Issue[] => {
  const { serverCertificateSecret: secret, authoritySecret: authority } = input ?? {};
  const named = Object.entries({ serverCertificateSecret: secret, authoritySecret: authority }).flatMap(([field, name]): Issue[] =>
    (name == null || SECRET_NAME.test(name) ? [] : [{ field: `tls.${field}`, message: `"${name.slice(0, 40)}" is no name of a Secret`, suggestion: 'Use lower-case letters, digits, hyphens and dots.' }]));
  return secret == null && authority != null
    ? [...named, { field: 'tls.authoritySecret', message: 'an authority needs a certificate that it has signed', suggestion: 'Name its Secret as serverCertificateSecret.' }] : named;
};

/** What is to be stored of it; undefined when nothing is said. A certificate stays when it is not spoken of beside something else. */
export const tlsPatch = (input: TlsInput | null | undefined): TlsPatch | undefined => {
  if (input == null) return undefined;
  const { serverCertificateSecret: secretName, authoritySecret, required } = input;
  return {
    ...(required == null ? {} : { required }),
    ...(secretName === undefined && required != null ? {} : { serverCertificate: secretName == null ? null : { secretName, authoritySecretName: authoritySecret ?? null } }),
  };
};

/** The same for a resource, where nothing is null: what it is after the change of what it was before. */
export const tlsSpec = (input: TlsInput | null | undefined, before: TlsSpec = {}): { tls?: TlsSpec } => {
  const { serverCertificate: given, ...patch } = tlsPatch(input) ?? {};
  const { serverCertificate: kept, ...others } = before;
  const certificate = given === undefined ? kept
    : given === null ? undefined : { secretName: given.secretName, ...(given.authoritySecretName === null ? {} : { authoritySecretName: given.authoritySecretName }) };
  const tls = { ...others, ...patch, ...(certificate === undefined ? {} : { serverCertificate: certificate }) };
  return Object.keys(tls).length === 0 ? {} : { tls };
};
