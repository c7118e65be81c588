import { roleName } from '../../schema/database/role-name.js';
import { Database } from '../../schema/graphql/database.js';
import { applicationUser } from '../../schema/resource/cluster-defaults.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { PostgresDatabase } from '../../schema/resource/postgres-database.js';
import { nodeId } from '../node-id.js';
import { accessState } from './access-state.js';

/** What the API says of a database. */
export const toDatabase = (resource: PostgresDatabase, cluster: PostgresCluster): Database => {
  const { metadata, spec, status = {} } = resource;
  const { namespace = '' } = metadata;
  const installed = status.extensions ?? [];
  return Object.assign(new Database(), {
    id: nodeId({ kind: 'Database', namespace, name: metadata.name }), namespace, cluster: spec.cluster, name: roleName(resource),
    owner: spec.owner ?? status.owner ?? applicationUser(cluster.metadata.name, cluster.spec),
    extensions: [...new Set([...(spec.extensions ?? []), ...installed].map(({ name }) => name))].sort(), installedExtensions: installed,
    schemas: status.schemas ?? (spec.schemas ?? []).map(({ name }) => name),
    grants: (spec.grants ?? []).map(({ role, privileges, schemas = [] }) => ({ role, privileges, schemas })),
    encoding: status.encoding ?? spec.encoding, locale: status.locale ?? spec.locale, connectionLimit: spec.connectionLimit ?? -1,
    sizeBytes: status.sizeBytes, drift: status.drift ?? [], ...accessState(resource, cluster),
  });
};
