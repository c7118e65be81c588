/** A server certificate that was brought along: taken over into our own Secret once it has proved good. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { secretText } from '../../kube/secret-text.js';
import { LABEL_CLUSTER } from '../../schema/naming/labels.js';
import { authoritySecretName, primaryServiceName, replicasServiceName, serverCertificateSecretName } from '../../schema/naming/names.js';
import { GIVEN_KEYS, serverAuthority } from './server-authority.js';
import { secretNamed, type ClusterWorld } from './world.js';

type World = Pick<ClusterWorld, 'cluster' | 'secrets'>;
type Texts = Readonly<Record<string, string>>;

/** A given certificate: what to store of it, or why it cannot be used. */
export type GivenCertificate = { readonly texts: Texts } | { readonly fault: string };

const textOf = (world: World) => (secret: string, key: string): string | undefined => secretText(secretNamed(world, secret), key);

/** Whom clients of PostgreSQL trust; undefined until there is a CA. */
export const worldAuthority = (world: World): string | undefined => serverAuthority(world.cluster.metadata.name, textOf(world));

/** The certificate that was taken over and is asked for still; undefined when PostgreSQL shall serve our own. */
export const certificateInUse = (world: World): string | undefined => (world.cluster.spec.tls?.serverCertificate === undefined ? undefined
  : textOf(world)(serverCertificateSecretName(world.cluster.metadata.name), GIVEN_KEYS.certificate));

/** The certificate that PostgreSQL shall serve. */
export const servedCertificate = (world: World): string | undefined =>
  certificateInUse(world) ?? textOf(world)(serverCertificateSecretName(world.cluster.metadata.name), 'tls.crt');

/** Names that a client or the operator checks it for. */
const requiredNames = ({ name, namespace = '' }: World['cluster']['metadata']): string[] =>
  [primaryServiceName(name), replicasServiceName(name)].flatMap((service) => [service, `${service}.${namespace}.svc`]);

/** Why a certificate cannot be used; undefined when it can. */
const faultOf = ({ certificate, key, authority }: Record<'certificate' | 'key' | 'authority', string>, names: readonly string[], nowMs: number): string | undefined => {
  try {
    const leaf = new X509Certificate(certificate);
    if (!leaf.checkPrivateKey(createPrivateKey(key))) return 'its tls.key is not the key of its tls.crt';
    if (Date.parse(leaf.validTo) <= nowMs) return `its certificate has expired (${new Date(leaf.validTo).toISOString()})`;
    const missing = names.filter((name) => leaf.checkHost(name) === undefined);
    if (missing.length > 0) return `its certificate is not good for ${missing.join(', ')}`;
    return new X509Certificate(authority).ca ? undefined : 'its ca.crt is no certificate of an authority';
  } catch {
    return 'its tls.crt, tls.key or ca.crt cannot be read as PEM';
  }
};

/** Reads and checks the certificate that is asked for; undefined when none is. */
export const givenCertificate = (world: World, nowMs: number): GivenCertificate | undefined => {
  const { metadata, spec } = world.cluster;
  const given = spec.tls?.serverCertificate;
  if (given === undefined) return undefined;
  const fault = (why: string, suggestion: string): GivenCertificate => ({ fault: `spec.tls.serverCertificate: ${why}. ${suggestion}` });
  const text = textOf(world);
  const authoritySecret = given.authoritySecretName ?? given.secretName;
  const absent = [given.secretName, authoritySecret].find((secret) => secretNamed(world, secret) === undefined);
  if (absent !== undefined) return fault(`there is no Secret "${absent}" with the label ${LABEL_CLUSTER}=${metadata.name}`, 'Make it and label it.');
  const [certificate, key, authority] = [text(given.secretName, 'tls.crt'), text(given.secretName, 'tls.key'), text(authoritySecret, 'ca.crt')];
  if (certificate === undefined || key === undefined) return fault(`the Secret "${given.secretName}" lacks tls.crt or tls.key`, 'Put both into it.');
  if (authority === undefined) return fault(`the Secret "${authoritySecret}" lacks ca.crt`, 'Put the certificate of the authority into it, or name another Secret with it as authoritySecretName.');
  const why = faultOf({ certificate, key, authority }, requiredNames(metadata), nowMs);
  if (why !== undefined) return fault(`the Secret "${given.secretName}" cannot be used: ${why}`, 'Put a certificate of these services into it, with its key and its authority.');
  // While instances change over one after another, some still serve our own.
  const own = text(authoritySecretName(metadata.name), 'tls.crt') ?? '';
  return { texts: { [GIVEN_KEYS.certificate]: certificate, [GIVEN_KEYS.key]: key, [GIVEN_KEYS.authority]: `${authority.trim()}\n${own}` } };
};

/** What stands beside our own certificate: what was given, or, while that is at fault, what was taken over before. */
export const givenTexts = (world: World, given: GivenCertificate | undefined): Texts => {
  if (given === undefined) return {};
  if ('texts' in given) return given.texts;
  const text = textOf(world);
  return Object.fromEntries(Object.values(GIVEN_KEYS).flatMap((key) => {
    const value = text(serverCertificateSecretName(world.cluster.metadata.name), key);
    return value === undefined ? [] : [[key, value]];
  }));
};

/** Whether a Secret holds exactly these texts of a given certificate. */
export const hasTexts = (world: World, texts: Texts): boolean =>
  Object.values(GIVEN_KEYS).every((key) => textOf(world)(serverCertificateSecretName(world.cluster.metadata.name), key) === texts[key]);

/** Why a given certificate is not used; undefined when it is, or none is asked for. */
export const givenFault = (given: GivenCertificate | undefined): string | undefined => (given !== undefined && 'fault' in given ? given.fault : undefined);

/** Whether a Secret belongs to whoever brought it, and is none of ours to delete. */
export const isGivenSecret = ({ spec }: World['cluster'], { kind, metadata }: { readonly kind: string; readonly metadata: { readonly name: string } }): boolean => {
  const given = spec.tls?.serverCertificate;
  return kind === 'Secret' && given !== undefined && [given.secretName, given.authoritySecretName].includes(metadata.name);
};
