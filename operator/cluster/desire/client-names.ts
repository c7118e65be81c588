import { repositoryName } from '../../../schema/naming/names.js';
import type { PostgresCluster } from '../../../schema/resource/postgres-cluster.js';
import { commonName, serverNames, type ServerNames } from '../certificates.js';

/** Common name in the certificate of the instances: what the repositories' host knows them by. It does not depend on addresses. */
export const instanceClientName = ({ metadata }: PostgresCluster): string => commonName(serverNames(metadata.namespace ?? '', metadata.name, []).names);

/** The names of the repositories' host in its certificate; the common name comes first. */
export const repositoryServerNames = ({ metadata: { name, namespace = '' } }: PostgresCluster): ServerNames => {
  const service = repositoryName(name);
  return { names: [service, `${service}-0.${service}.${namespace}.svc`], addresses: [] };
};
