import { isExpired, PRIVILEGES_DEFAULT, roleName } from '../../schema/database/role-name.js';
import { User } from '../../schema/graphql/user.js';
import { userSecretName } from '../../schema/naming/names.js';
import { applicationDatabase } from '../../schema/resource/cluster-defaults.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { PostgresUser } from '../../schema/resource/postgres-user.js';
import { SECRET } from '../../kube/core-kinds.js';
import type { Services } from '../context.js';
import { nodeId } from '../node-id.js';
import { accessState } from '../database/access-state.js';

/** What the API says of a user. */
export const toUser = (resource: PostgresUser, cluster: PostgresCluster, { cache, clock }: Pick<Services, 'cache' | 'clock'>): User => {
  const { metadata, spec, status } = resource;
  const { namespace = '' } = metadata;
  const name = roleName(resource);
  const secretName = userSecretName(spec.cluster, name);
  const found = accessState(resource, cluster);
  const state = found.state !== 'READY' ? found
    : spec.login === false ? { state: 'DISABLED', message: 'The user may not log in.' }
      : isExpired(spec, clock.now()) ? { state: 'EXPIRED', message: `Its password ended at ${spec.validUntil}.` } : found;
  return Object.assign(new User(), {
    id: nodeId({ kind: 'User', namespace, name: metadata.name }), namespace, cluster: spec.cluster, name,
    databases: spec.databases ?? [applicationDatabase(cluster.metadata.name, cluster.spec)], privileges: spec.privileges ?? PRIVILEGES_DEFAULT,
    login: spec.login ?? true, superuser: spec.superuser ?? false, connectionLimit: spec.connectionLimit ?? -1, memberOf: spec.memberOf ?? [],
    validUntil: spec.validUntil, secretName,
    passwordChangedAt: status?.passwordChangedAt ?? cache.get(SECRET, { namespace, name: secretName })?.metadata.creationTimestamp,
    previousPasswordUntil: status?.previousPasswordUntil, ...state,
  });
};
