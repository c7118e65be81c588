import { secretText } from '../../kube/secret-text.js';
import { repositoryCertificateSecretName } from '../../schema/naming/names.js';
import { backupsEnabled } from '../../schema/resource/cluster-defaults.js';
import { readCertificate, type ServerNames } from './certificates.js';
import { repositoryServerNames } from './desire/client-names.js';
import { secretNamed, type ClusterWorld } from './world.js';

/** A certificate that is to be issued. */
export interface WantedCertificate {
  readonly names: ServerNames;
  readonly nowMs: number;
  /** Name of its Secret. */
  readonly secret: string;
}

/** The certificate of the repositories' host, when it is missing or is to be renewed. */
export const wantedRepositoryCertificate = (world: ClusterWorld, nowMs: number): WantedCertificate[] => {
  if (!backupsEnabled(world.spec)) return [];
  const secret = repositoryCertificateSecretName(world.cluster.metadata.name);
  const names = repositoryServerNames(world.cluster);
  const current = readCertificate(secretText(secretNamed(world, secret), 'tls.crt'), names);
  return current !== undefined && current.covers && current.renewAtMs > nowMs ? [] : [{ names, nowMs, secret }];
};
