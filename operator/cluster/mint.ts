/** Makes the Secrets whose content is random. They are created, never applied: what is there is not overwritten. */
import { secretData, secretText } from '../../kube/secret-text.js';
import { randomBytes } from 'node:crypto';
import { PASSWORD_LENGTH_DEFAULT } from '../../schema/database/role-name.js';
import { poolerSecret } from './desire/pooler-secret.js';
import { authoritySecretName, monitoringSecretName, serverCertificateSecretName, systemSecretName } from '../../schema/naming/names.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { Secret } from '../../kube/core-kinds.js';
import { MONITORING_PASSWORD_KEY } from '../monitoring/exporter.js';
import { SYSTEM_SECRET_KEYS } from '../postgres/instance-layout.js';
import { createAuthority, issueServerCertificate, type CertificateMoment, type CertificatePair, type ServerNames } from './certificates.js';
import { clusterLabels, ownedMeta, unownedMeta, type DesireSettings } from './desire/desire-input.js';
import { userSecret } from './desire/user-secret.js';
import { firstAnnotations, randomPassword } from './passwords.js';
import type { ClusterPlan } from './plan.js';
import type { ClusterWorld } from './world.js';

/** A moment for a new certificate. */
export const certificateMoment = (nowMs: number): CertificateMoment =>
  // The first bit is kept clear: a serial number is a positive integer.
  ({ nowMs, serialNumber: `1${randomBytes(15).toString('hex')}`.slice(0, 30) });

/** Roles come with the data of the cluster that is followed; Patroni's own password does not. */
const sharedPassword = (standby: ClusterWorld['standby'], key: string): string | undefined =>
  (standby === undefined || key === SYSTEM_SECRET_KEYS.restApi ? undefined : secretText(standby.credentials, key));

const systemSecret = ({ cluster, standby }: ClusterWorld): Secret => ({
  apiVersion: 'v1', kind: 'Secret', type: 'Opaque',
  metadata: unownedMeta(cluster, systemSecretName(cluster.metadata.name), clusterLabels(cluster.metadata.name, 'credentials')),
  data: secretData(Object.fromEntries(Object.values(SYSTEM_SECRET_KEYS).map((key) => [key, sharedPassword(standby, key) ?? randomPassword(PASSWORD_LENGTH_DEFAULT)]))),
});

const monitoringSecret = (cluster: PostgresCluster): Secret => ({
  apiVersion: 'v1', kind: 'Secret', type: 'Opaque',
  metadata: unownedMeta(cluster, monitoringSecretName(cluster.metadata.name), clusterLabels(cluster.metadata.name, 'credentials')),
  data: secretData({ [MONITORING_PASSWORD_KEY]: randomPassword(PASSWORD_LENGTH_DEFAULT) }),
});

const authoritySecret = async (cluster: PostgresCluster, nowMs: number): Promise<Secret> => {
  const { certificate, key } = await createAuthority(cluster.metadata.name, certificateMoment(nowMs));
  return {
    apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/tls',
    metadata: unownedMeta(cluster, authoritySecretName(cluster.metadata.name), clusterLabels(cluster.metadata.name, 'certificates')),
    data: secretData({ 'tls.crt': certificate, 'tls.key': key }),
  };
};

/** The Secrets that the plan misses, newly made. */
export const mintSecrets = async (
  world: ClusterWorld, mint: ClusterPlan['mint'],
  context: { readonly nowMs: number; readonly addressing: DesireSettings['serviceAddressing']; readonly passwordOf: (user: string) => string | undefined },
): Promise<Secret[]> => (await Promise.all(mint.map((what) => {
  if (what === 'system') return systemSecret(world);
  if (what === 'monitoring') return monitoringSecret(world.cluster);
  if (what === 'pooler') return poolerSecret(world.cluster, randomPassword(PASSWORD_LENGTH_DEFAULT));
  if (what === 'authority') return authoritySecret(world.cluster, context.nowMs);
  const password = context.passwordOf(what.user);
  if (password === undefined) return undefined;
  const secret = userSecret(world, { name: what.user, password }, context.addressing);
  return { ...secret, metadata: { ...secret.metadata, annotations: firstAnnotations(world, what.user) } };
}))).filter((secret): secret is Secret => secret !== undefined);

/** The Secret with a newly issued certificate, of the instances unless another Secret is named. */
export const serverCertificateSecret = async (
  cluster: PostgresCluster, authority: CertificatePair, context: { readonly names: ServerNames; readonly nowMs: number; readonly secret?: string; readonly extra?: Readonly<Record<string, string>> },
): Promise<Secret> => {
  const { certificate, key } = await issueServerCertificate(authority, context.names, certificateMoment(context.nowMs));
  const { name } = cluster.metadata;
  return {
    apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/tls',
    metadata: ownedMeta(cluster, context.secret ?? serverCertificateSecretName(name), clusterLabels(name, 'certificates')),
    data: secretData({ 'tls.crt': certificate, 'tls.key': key, 'ca.crt': authority.certificate, ...context.extra }),
  };
};
