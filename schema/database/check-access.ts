import type { ExtensionSpec, GrantSpec, PostgresDatabaseSpec, SchemaSpec } from '../resource/postgres-database.js';
import type { PostgresUserSpec } from '../resource/postgres-user.js';
import { checkDatabaseName, checkUserName, IDENTIFIER_BYTES_MAX } from '../validation/checks.js';
import type { Issue } from '../validation/issue.js';

/** Bounds of what a user or database may have. */
export const CONNECTION_LIMIT_MAX = 262_143;
export const PASSWORD_LENGTH_MIN = 16;
export const PASSWORD_LENGTH_MAX = 128;
export const OVERLAP_SECONDS_MAX = 2_592_000;
export const DATABASES_MAX = 100;
export const MEMBERSHIPS_MAX = 50;
export const EXTENSIONS_MAX = 50;

const issue = (field: string, message: string, suggestion: string): Issue[] => [{ field, message, suggestion }];

/** A name of something in a database. */
const checkName = (field: string, name: string): Issue[] => {
  const bytes = new TextEncoder().encode(name).length;
  return bytes >= 1 && bytes <= IDENTIFIER_BYTES_MAX && !/[\u0000-\u001f\u007f]/.test(name) ? []
    : issue(field, `"${name.slice(0, 80)}" is no name that PostgreSQL keeps`, `Use 1 to ${IDENTIFIER_BYTES_MAX} bytes without control characters.`);
};

const checkCount = (field: string, count: number, max: number): Issue[] =>
  (count <= max ? [] : issue(field, `${count} are more than ${max}`, `Name at most ${max}.`));

const checkRange = (field: string, value: number | undefined, [min, max]: readonly [number, number]): Issue[] =>
  (value === undefined || (Number.isInteger(value) && value >= min && value <= max) ? [] : issue(field, `${value} is not between ${min} and ${max}`, `Use ${min} to ${max}.`));

const checkMember = (field: string, role: string): Issue[] => (/^pg_/.test(role) && role !== 'pg_database_owner' ? checkName(field, role) : checkUserName(field, role));

const checkLists = ({ name = '', databases = [], memberOf = [] }: Omit<PostgresUserSpec, 'cluster'>): Issue[] => [
  ...checkCount('databases', databases.length, DATABASES_MAX),
  ...databases.flatMap((database) => checkDatabaseName('databases', database)),
  ...checkCount('memberOf', memberOf.length, MEMBERSHIPS_MAX),
  ...memberOf.flatMap((role) => checkMember('memberOf', role)),
  ...(memberOf.includes(name) ? issue('memberOf', 'a user cannot be a member of itself', 'Leave it out.') : []),
];

/** The specification of a user, without its cluster. */
export const checkUserSpec = (spec: Omit<PostgresUserSpec, 'cluster'>): readonly Issue[] => [
  ...checkUserName('name', spec.name ?? ''),
  ...checkLists(spec),
  ...checkRange('connectionLimit', spec.connectionLimit, [-1, CONNECTION_LIMIT_MAX]),
  ...checkRange('passwordLength', spec.password?.length, [PASSWORD_LENGTH_MIN, PASSWORD_LENGTH_MAX]),
  ...checkRange('overlapSeconds', spec.password?.overlapSeconds, [0, OVERLAP_SECONDS_MAX]),
  ...(spec.validUntil === undefined || !Number.isNaN(Date.parse(spec.validUntil)) ? []
    : issue('validUntil', `"${spec.validUntil.slice(0, 40)}" is no time`, 'Write it like 2027-01-31T12:00:00Z.')),
  ...(spec.reassignOwnedTo === undefined ? [] : checkUserName('reassignOwnedTo', spec.reassignOwnedTo)),
];

const checkExtension = ({ name, version, schema }: ExtensionSpec): Issue[] => [
  ...checkName('extensions', name), ...(version === undefined ? [] : checkName('extensions', version)), ...(schema === undefined ? [] : checkName('extensions', schema)),
];

const checkSchema = ({ name, owner }: SchemaSpec): Issue[] => [
  ...checkName('schemas', name), ...(owner === undefined ? [] : checkUserName('schemas', owner)),
  ...(/^pg_/.test(name) || name === 'information_schema' ? issue('schemas', `"${name}" is reserved`, 'Use another name for the schema.') : []),
];

const checkGrant = ({ role, schemas = [] }: GrantSpec): Issue[] => [
  ...checkMember('grants', role), ...schemas.flatMap((name) => checkName('grants', name)),
];

/** The specification of a database, without its cluster. */
export const checkDatabaseSpec = (spec: Omit<PostgresDatabaseSpec, 'cluster'>): readonly Issue[] => [
  ...checkDatabaseName('name', spec.name ?? ''),
  ...(spec.owner === undefined ? [] : checkUserName('owner', spec.owner)),
  ...(spec.encoding === undefined || /^[A-Za-z0-9_-]{1,32}$/.test(spec.encoding) ? [] : issue('encoding', `"${spec.encoding.slice(0, 40)}" is no encoding`, 'Use for example "UTF8".')),
  ...(spec.locale === undefined || /^[A-Za-z0-9_.@-]{1,64}$/.test(spec.locale) ? [] : issue('locale', `"${spec.locale.slice(0, 80)}" is no locale`, 'Use for example "C.UTF-8".')),
  ...checkRange('connectionLimit', spec.connectionLimit, [-1, CONNECTION_LIMIT_MAX]),
  ...checkCount('extensions', spec.extensions?.length ?? 0, EXTENSIONS_MAX),
  ...(spec.extensions ?? []).flatMap(checkExtension), ...(spec.schemas ?? []).flatMap(checkSchema), ...(spec.grants ?? []).flatMap(checkGrant),
];
