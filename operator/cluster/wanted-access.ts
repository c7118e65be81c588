import { secretText } from '../../kube/secret-text.js';
import { checkDatabaseSpec, checkUserSpec } from '../../schema/database/check-access.js';
import { leading, specDatabases, specUsers } from '../../schema/database/known-access.js';
import { CONNECTION_LIMIT_NONE, PRIVILEGES_DEFAULT, roleName } from '../../schema/database/role-name.js';
import { ANNOTATION_PREVIOUS_UNTIL, ANNOTATION_ROTATION, FINALIZER_ACCESS } from '../../schema/naming/labels.js';
import { userSecretName } from '../../schema/naming/names.js';
import { applicationDatabase, applicationUser } from '../../schema/resource/cluster-defaults.js';
import type { PostgresDatabase } from '../../schema/resource/postgres-database.js';
import type { PostgresUser } from '../../schema/resource/postgres-user.js';
import type { Secret } from '../../kube/core-kinds.js';
import { earlier, secondLoginName } from '../database/second-login.js';
import type { AccessFault, UnwantedUser, WantedAccess, WantedDatabase, WantedUser } from '../database/wanted-access.js';
import { secretNamed, type ClusterWorld } from './world.js';

type Resource = PostgresUser | PostgresDatabase;

/** What the work for a resource was done for; another generation has another one. */
export const stampOf = ({ metadata }: Resource): string => `${metadata.deletionTimestamp === undefined ? 'keep' : 'drop'} ${metadata.uid} ${metadata.generation}`;

/** Why a resource cannot be carried out, without a look at the database. */
export const resourceFault = (world: ClusterWorld, resource: Resource): AccessFault | undefined => {
  const name = roleName(resource);
  const first = resource.kind === 'PostgresUser' ? leading(world.users).get(name) : leading(world.databases).get(name);
  if (first !== undefined && first.metadata.uid !== resource.metadata.uid) {
    return { reason: 'Conflict', message: `${resource.kind} "${first.metadata.name}" is about "${name}" already, and is older.` };
  }
  const issues = resource.kind === 'PostgresUser' ? checkUserSpec({ ...resource.spec, name }) : checkDatabaseSpec({ ...resource.spec, name });
  return issues[0] === undefined ? undefined : { reason: 'InvalidSpec', message: `${issues[0].field}: ${issues[0].message}. ${issues[0].suggestion}` };
};

const valid = <T extends Resource>(world: ClusterWorld, resources: readonly T[]): T[] =>
  [...leading(resources).values()].filter((resource) => resourceFault(world, resource) === undefined);

/** By world, which never changes. */
const usersByWorld = new WeakMap<ClusterWorld, readonly PostgresUser[]>();

/** The users with a resource that can be carried out. */
export const validUsers = (world: ClusterWorld): readonly PostgresUser[] => {
  const users = usersByWorld.get(world) ?? valid(world, world.users);
  usersByWorld.set(world, users);
  return users;
};
const validDatabases = (world: ClusterWorld): PostgresDatabase[] => valid(world, world.databases);

/** Databases that a user with a resource may connect to. */
export const databasesOfUser = ({ cluster }: Pick<ClusterWorld, 'cluster'>, { spec }: PostgresUser): readonly string[] =>
  spec.databases ?? [applicationDatabase(cluster.metadata.name, cluster.spec)];

/** Whether the password that a Secret holds is the one that is asked for. */
export const isRotated = ({ spec }: PostgresUser, secret: Secret): boolean => (spec.password?.rotation ?? '') === (secret.metadata.annotations?.[ANNOTATION_ROTATION] ?? '');

type Logins = Pick<WantedUser, 'password' | 'second' | 'validUntil'>;

/** The password of a user, or of its second login while one is being replaced: the Secret says which. */
const loginsOf = (user: string, secret: Secret, validUntil: string | undefined): Logins => {
  const password = secretText(secret, 'password') ?? '';
  const previousUntil = secret.metadata.annotations?.[ANNOTATION_PREVIOUS_UNTIL];
  const name = secondLoginName(user);
  const end = validUntil ?? null;
  if (secretText(secret, 'user') === name) return { validUntil: earlier(previousUntil, validUntil) ?? null, second: { name, password, validUntil: end } };
  return { password, validUntil: end, ...(previousUntil === undefined ? {} : { second: { name, validUntil: earlier(previousUntil, validUntil) ?? null } }) };
};

const wantedUser = (world: ClusterWorld, name: string, resource: PostgresUser | undefined): WantedUser | undefined => {
  const secret = secretNamed(world, userSecretName(world.cluster.metadata.name, name));
  if (secret === undefined || (secretText(secret, 'password') ?? '') === '') return undefined;
  if (resource === undefined) {
    const { validUntil: _end, ...logins } = loginsOf(name, secret, undefined);
    return { name, stamp: 'spec', privileges: PRIVILEGES_DEFAULT, login: true, ...logins };
  }
  if (!isRotated(resource, secret)) return undefined;
  const { spec } = resource;
  return {
    name, stamp: stampOf(resource), ...loginsOf(name, secret, spec.validUntil),
    login: spec.login ?? true, superuser: spec.superuser ?? false, connectionLimit: spec.connectionLimit ?? CONNECTION_LIMIT_NONE,
    ...(spec.memberOf === undefined ? {} : { memberOf: spec.memberOf }),
    databases: databasesOfUser(world, resource), privileges: spec.privileges ?? PRIVILEGES_DEFAULT,
  };
};

const wantedDatabases = (world: ClusterWorld): WantedDatabase[] => {
  const { cluster } = world;
  const resources = validDatabases(world);
  const fromSpec = specDatabases(cluster).filter(({ name }) => !resources.some((resource) => roleName(resource) === name))
    .map(({ name, owner }): WantedDatabase => ({ name, owner, isOwnerKept: true, stamp: 'spec', schemas: [], extensions: [], grants: [], isLookedInto: false }));
  const fromResources = resources.map((resource): WantedDatabase => {
    const { owner, encoding, locale, connectionLimit, schemas = [], extensions = [], grants = [] } = resource.spec;
    return {
      name: roleName(resource), stamp: stampOf(resource), isOwnerKept: owner === undefined, isLookedInto: true, schemas, extensions, grants,
      owner: owner ?? applicationUser(cluster.metadata.name, cluster.spec), connectionLimit: connectionLimit ?? CONNECTION_LIMIT_NONE,
      ...(encoding === undefined ? {} : { encoding }), ...(locale === undefined ? {} : { locale }),
    };
  });
  return [...fromSpec, ...fromResources];
};

/** Whether PostgreSQL is to be told before a resource that is being deleted may go. */
export const isToBeDropped = (world: ClusterWorld, resource: Resource): boolean => {
  const name = roleName(resource);
  if (resource.metadata.finalizers?.includes(FINALIZER_ACCESS) !== true) return false;
  if (resource.kind === 'PostgresUser') {
    // Only the one who made it drops it: neither one that never counted nor one that the cluster itself asks for.
    return !specUsers(world.cluster).includes(name) && !leading(world.users).has(name) && checkUserSpec({ ...resource.spec, name }).length === 0;
  }
  return resource.spec.reclaimPolicy === 'DELETE' && !specDatabases(world.cluster).some((database) => database.name === name)
    && !leading(world.databases).has(name) && checkDatabaseSpec({ ...resource.spec, name }).length === 0;
};

const going = <T extends Resource>(world: ClusterWorld, resources: readonly T[]): T[] =>
  resources.filter((resource) => resource.metadata.deletionTimestamp !== undefined && isToBeDropped(world, resource));

/** Everything that there shall be of users and databases; undefined while passwords of the specification are missing. */
export const wantedAccess = (world: ClusterWorld): WantedAccess | undefined => {
  const resources = new Map(validUsers(world).map((resource) => [roleName(resource), resource]));
  const named = specUsers(world.cluster).map((name) => wantedUser(world, name, resources.get(name)) ?? wantedUser(world, name, undefined));
  if (named.includes(undefined)) return undefined;
  const others = [...resources].filter(([name]) => !specUsers(world.cluster).includes(name)).map(([name, resource]) => wantedUser(world, name, resource));
  const users = [...named, ...others].filter((user): user is WantedUser => user !== undefined);
  const heir = applicationUser(world.cluster.metadata.name, world.cluster.spec);
  return {
    // Roles come before their members.
    users: users.sort((a, b) => (a.memberOf?.length ?? 0) - (b.memberOf?.length ?? 0)),
    databases: wantedDatabases(world),
    unwantedUsers: going(world, world.users).map((user): UnwantedUser => ({ name: roleName(user), stamp: stampOf(user), heir: user.spec.reassignOwnedTo ?? heir })),
    unwantedDatabases: going(world, world.databases).map((database) => ({ name: roleName(database), stamp: stampOf(database) })),
  };
};
