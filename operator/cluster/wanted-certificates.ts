import { secretText } from '../../kube/secret-text.js';
import { poolerCertificateSecretName, poolerServiceName, repositoryCertificateSecretName } from '../../schema/naming/names.js';
import { backupsEnabled } from '../../schema/resource/cluster-defaults.js';
import { poolerOf } from '../../schema/resource/cluster-pooler.js';
import { readCertificate, serviceNames, type ServerNames } from './certificates.js';
import { repositoryServerNames } from './desire/client-names.js';
import { certificateInUse, worldAuthority } from './given-certificate.js';
import { GIVEN_KEYS } from './server-authority.js';
import { secretNamed, type ClusterWorld } from './world.js';

/** A certificate that there shall be. */
export interface WantedCertificate {
  readonly names: ServerNames;
  /** Name of its Secret. */
  readonly secret: string;
  /** What else stands in its Secret. */
  readonly extra?: Readonly<Record<string, string>>;
}

/** The certificates beside that of the instances: of the repositories' host and of the pooler. */
export const otherCertificates = (world: ClusterWorld): WantedCertificate[] => {
  const { name, namespace = '' } = world.cluster.metadata;
  const address = world.services.find(({ metadata }) => metadata.name === poolerServiceName(name))?.spec?.clusterIP ?? '';
  return [
    ...(backupsEnabled(world.spec) ? [{ secret: repositoryCertificateSecretName(name), names: repositoryServerNames(world.cluster), ...trust(world) }] : []),
    ...(poolerOf(world.spec) !== undefined && address !== ''
      ? [{ secret: poolerCertificateSecretName(name), extra: { 'server-ca.crt': worldAuthority(world) ?? '' }, names: { names: serviceNames(poolerServiceName(name), namespace), addresses: [address] } }] : []),
  ];
};

/** Dumps are made over connections that are checked against the CA of a given certificate. */
const trust = (world: ClusterWorld): Pick<WantedCertificate, 'extra'> =>
  (certificateInUse(world) === undefined ? {} : { extra: { [GIVEN_KEYS.authority]: worldAuthority(world) ?? '' } });

/** Those of them that are missing, are good for other names, or are to be renewed. */
export const dueCertificates = (world: ClusterWorld, nowMs: number): WantedCertificate[] => otherCertificates(world).filter(({ secret, names, extra = {} }) => {
  const found = secretNamed(world, secret);
  const current = readCertificate(secretText(found, 'tls.crt'), names);
  return current === undefined || !current.covers || current.renewAtMs <= nowMs
    || Object.entries(extra).some(([key, text]) => secretText(found, key) !== text);
});
