import type { Issue } from './issue.js';
import { parseQuantity } from './quantity.js';

/** Bounds of what a caller may ask for. */
export const CLUSTER_NAME_LENGTH_MAX = 40;
export const REPLICAS_MAX = 15;
export const IDENTIFIER_BYTES_MAX = 63;
/** Smallest volume that a database with its WAL fits on. */
export const STORAGE_SIZE_MIN = '64Mi';
export const IDEMPOTENCY_KEY_LENGTH_MAX = 255;

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const CLUSTER_NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

const issue = (field: string, message: string, suggestion: string): Issue[] => [{ field, message, suggestion }];

/** A name fit for a cluster, made out of one that is not; undefined when nothing is left of it. */
const fittingName = (name: string): string | undefined => {
  const fit = name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+/, '').slice(0, CLUSTER_NAME_LENGTH_MAX).replace(/-+$/, '');
  return fit === '' ? undefined : fit;
};

/** The name of a cluster that is to be created. */
export const checkClusterName = (field: string, name: string): Issue[] => {
  const fit = fittingName(name);
  const suggestion = `Use lower-case letters, digits and hyphens, begin with a letter, at most ${CLUSTER_NAME_LENGTH_MAX} characters${fit === undefined ? '.' : `, for example "${fit}".`}`;
  if (name.length > CLUSTER_NAME_LENGTH_MAX) return issue(field, `"${name.slice(0, 80)}" has ${name.length} characters, more than ${CLUSTER_NAME_LENGTH_MAX}`, suggestion);
  return CLUSTER_NAME.test(name) ? [] : issue(field, `"${name}" is no name for a cluster`, suggestion);
};

/** The name of a namespace. */
export const checkNamespace = (field: string, namespace: string): Issue[] => (namespace.length <= 63 && DNS_LABEL.test(namespace) ? []
  : issue(field, `"${namespace.slice(0, 80)}" is no name of a namespace`, 'Use the name of a namespace that exists; the query `namespaces` lists them.'));

/** A number of replicas. */
export const checkReplicas = (field: string, replicas: number): Issue[] => (Number.isInteger(replicas) && replicas >= 0 && replicas <= REPLICAS_MAX ? []
  : issue(field, `${replicas} is not between 0 and ${REPLICAS_MAX}`, `Use 0 to ${REPLICAS_MAX} replicas beside the primary.`));

/** A major version of PostgreSQL, of those on offer. */
export const checkPostgresVersion = (field: string, version: number, versions: readonly number[]): Issue[] => {
  if (versions.includes(version)) return [];
  const offered = [...versions].sort((a, b) => b - a).join(', ');
  return issue(field, `PostgreSQL ${version} is not offered here`, offered === '' ? 'No version is installed; install one first.' : `Use one of: ${offered}.`);
};

/** The size of a volume. */
export const checkStorageSize = (field: string, size: string): Issue[] => {
  const bytes = parseQuantity(size);
  if (bytes === undefined) return issue(field, `"${size.slice(0, 80)}" is no quantity`, 'Write a number with a unit, for example "10Gi".');
  const hint = /\d(m|n|u)$/.test(size) ? ' ("m" is a thousandth; megabytes are "M" or "Mi")' : '';
  return bytes >= (parseQuantity(STORAGE_SIZE_MIN) ?? 0) ? []
    : issue(field, `"${size}" is too small for a database${hint}`, `Use at least "${STORAGE_SIZE_MIN}", for example "1Gi".`);
};

/** The size of a volume that exists: it cannot shrink. */
export const checkGrowth = (field: string, before: string, after: string): Issue[] => ((parseQuantity(after) ?? 0) >= (parseQuantity(before) ?? 0) ? []
  : issue(field, `"${after}" is less than the "${before}" that it has, and a volume cannot shrink`, `Use "${before}" or more; for a smaller one create a new cluster and move the data.`));

/** Commits can wait for a replica only where there is one. */
export const checkDurability = (field: string, durability: string, replicas: number): Issue[] => (durability === 'ASYNC' || replicas >= 1 ? []
  : issue(field, `${durability} needs at least one replica, and there is none`, 'Use at least 1 replica, or the durability ASYNC.'));

/** An idempotency key. */
export const checkIdempotencyKey = (field: string, key: string): Issue[] => (key.length >= 1 && key.length <= IDEMPOTENCY_KEY_LENGTH_MAX ? []
  : issue(field, `it has ${key.length} characters`, `Use 1 to ${IDEMPOTENCY_KEY_LENGTH_MAX} characters, for example a UUID.`));

const RESERVED_USERS = new Set(['postgres', 'replicator', 'replication', 'rewind', 'patroni', 'public', 'none', 'user', 'current_user', 'current_role', 'session_user', 'pgbouncer']);
const RESERVED_DATABASES = new Set(['postgres', 'template0', 'template1', 'replication', 'all', 'sameuser', 'samerole']);

const checkIdentifier = (field: string, name: string, what: 'database' | 'user'): Issue[] => {
  const bytes = new TextEncoder().encode(name).length;
  const suggestion = `Use 1 to ${IDENTIFIER_BYTES_MAX} bytes, for example "app".`;
  if (bytes === 0) return issue(field, `the name of a ${what} cannot be empty`, suggestion);
  if (bytes > IDENTIFIER_BYTES_MAX) return issue(field, `"${name.slice(0, 80)}" has ${bytes} bytes, more than the ${IDENTIFIER_BYTES_MAX} that PostgreSQL keeps`, suggestion);
  if (/[\u0000-\u001f\u007f]/.test(name)) return issue(field, `the name of a ${what} cannot hold control characters`, suggestion);
  const isReserved = what === 'user' ? RESERVED_USERS.has(name) || /^(pg_|pgo_)/.test(name) : RESERVED_DATABASES.has(name);
  return isReserved ? issue(field, `"${name}" is reserved`, `Use another name for the ${what}, for example "app".`) : [];
};

/** The name of a database. */
export const checkDatabaseName = (field: string, name: string): Issue[] => checkIdentifier(field, name, 'database');

/** The name of a database user. */
export const checkUserName = (field: string, name: string): Issue[] => checkIdentifier(field, name, 'user');
