import { secretText } from '../../kube/secret-text.js';
import type { KubeCache } from '../../kube/cache/kube-cache.js';
import { POD, SECRET } from '../../kube/core-kinds.js';
import { podName, primaryServiceName, systemSecretName, userSecretName } from '../../schema/naming/names.js';
import { policySpecDefaults } from '../../schema/policy/check-policy.js';
import type { PolicyTarget } from '../../schema/policy/policy-target.js';
import type { PostgresPolicySpec } from '../../schema/resource/postgres-policy.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { podReady } from '../cluster/instance-health.js';
import { serverAuthority } from '../cluster/server-authority.js';
import { withInstance, type InstanceAddress } from '../instance/instance-session.js';
import { SUPERUSER, SYSTEM_SECRET_KEYS } from '../postgres/instance-layout.js';
import type { PolicyLogin } from './policy-session.js';

/** Where the primary of a cluster is reached as superuser; undefined while there is none that is ready. */
export const primaryAddress = (cache: KubeCache, { metadata, status }: PostgresCluster): InstanceAddress | undefined => {
  const { namespace = '', name } = metadata;
  const secret = (secretName: string, key: string): string | undefined => secretText(cache.get(SECRET, { namespace, name: secretName }), key);
  const pod = status?.primary === undefined ? undefined : cache.get(POD, { namespace, name: podName(status.primary) });
  const host = podReady(pod) ? pod?.status?.podIP : undefined;
  const authority = serverAuthority(name, secret);
  const password = secret(systemSecretName(name), SYSTEM_SECRET_KEYS.superuser);
  return host === undefined || authority === undefined || password === undefined ? undefined : { host, serverName: primaryServiceName(name), authority, password };
};

/** Why nobody can log in to apply a policy. */
export interface LoginRefusal {
  readonly code: string;
  readonly message: string;
}

/** Who logs in to apply a policy to a database: its owner, unless the policy asks for the superuser. */
export const policyLogin = async (
  cache: KubeCache, { target, namespace, spec }: { target: PolicyTarget; namespace: string; spec: PostgresPolicySpec }, address: InstanceAddress,
): Promise<PolicyLogin | LoginRefusal> => {
  const { cluster, database } = target;
  const { runAs, statementTimeoutSeconds } = policySpecDefaults(spec);
  const base = { address, database, statementTimeoutMs: statementTimeoutSeconds * 1000 };
  const [row] = await withInstance(address, SUPERUSER, (session) => session.query<{ owner: string }>(
    'SELECT pg_catalog.pg_get_userbyid(datdba) AS owner FROM pg_catalog.pg_database WHERE datname = $1', [database]));
  if (row === undefined) return { code: 'DATABASE_NOT_FOUND', message: `There is no database "${database}" in ${cluster}.` };
  if (runAs === 'SUPERUSER') return { ...base, user: SUPERUSER, password: address.password };
  const secret = cache.get(SECRET, { namespace, name: userSecretName(cluster, row.owner) });
  const password = secretText(secret, 'password');
  // While a password is being replaced the user logs in by another name.
  if (password !== undefined) return { ...base, user: secretText(secret, 'user') ?? row.owner, password };
  return { code: 'OWNER_CANNOT_LOG_IN', message: `The database "${database}" belongs to "${row.owner}", who has no Secret to log in with; such a database needs a policy with runAs SUPERUSER.` };
};
