import { instanceHost, podName } from '../../schema/naming/names.js';
import type { CompleteClusterSpec } from '../../schema/resource/cluster-defaults.js';
import type { PostgresBackup } from '../../schema/resource/postgres-backup.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { GIVEN_KEYS } from '../cluster/server-authority.js';
import { jobContainer, superuserEnvironment } from '../cluster/desire/repository-pod.js';
import { POSTGRES_PORT, SUPERUSER, TLS_PATH } from '../postgres/instance-layout.js';
import { repositoryKey } from '../postgres/pgbackrest-layout.js';
import { dumpLabel } from '../postgres/stored-dump.js';
import type { CatalogueEntry } from '../image-catalogue.js';
import { repositoryOfBackup } from './backup-world.js';
import { DUMP_SCRIPT } from './dump-script.js';

type Fields = Record<string, unknown>;

/** What a container needs to work on dumps of a cluster. */
export interface DumpContainerInput {
  readonly cluster: PostgresCluster;
  readonly spec: CompleteClusterSpec;
  readonly entry: CatalogueEntry;
  /** Instance that it talks to. */
  readonly primary: string;
}

/** A given certificate need not name the pods. */
const checks = ({ spec }: PostgresCluster): Readonly<Record<string, string>> => (spec.tls?.serverCertificate === undefined
  ? { PGSSLMODE: 'verify-full', PGSSLROOTCERT: `${TLS_PATH}/ca.crt` } : { PGSSLMODE: 'verify-ca', PGSSLROOTCERT: `${TLS_PATH}/${GIVEN_KEYS.authority}` });

/** A container that reads or writes dumps: reaches PostgreSQL over TLS as superuser, and the repositories as their host does. */
export const dumpContainer = ({ cluster, spec, entry, primary }: DumpContainerInput, script: string, variables: Readonly<Record<string, string>>): Fields => {
  const { name, namespace = '' } = cluster.metadata;
  const container = jobContainer({ cluster, spec, image: entry.image }, ['sh', '-c', script]);
  const own: Readonly<Record<string, string>> = {
    PATH: `${entry.binDir}:/usr/local/bin:/usr/bin:/bin`,
    PGHOST: instanceHost(name, podName(primary), namespace), PGPORT: String(POSTGRES_PORT), PGUSER: SUPERUSER,
    ...checks(cluster), PGAPPNAME: 'pgo', PGCONNECT_TIMEOUT: '10', ...variables,
  };
  return {
    ...container,
    env: [...container['env'] as Fields[], ...superuserEnvironment(cluster), ...Object.entries(own).map(([variable, value]) => ({ name: variable, value: value.replaceAll('$(', '$$(') }))],
  };
};

/** The container of the Job that makes a dump. */
export const makeDumpContainer = (input: DumpContainerInput, backup: PostgresBackup): Fields => dumpContainer(input, DUMP_SCRIPT, {
  PGO_REPO: String(repositoryKey(repositoryOfBackup(backup, input.cluster))), PGO_LABEL: dumpLabel(backup.metadata),
  PGO_DATABASE: backup.spec.database ?? '', PGO_CLUSTER: input.cluster.metadata.name, PGO_UID: backup.metadata.uid ?? '',
});
