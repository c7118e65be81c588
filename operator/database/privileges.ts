import type { GrantSpec } from '../../schema/resource/postgres-database.js';
import type { PrivilegeLevel } from '../../schema/resource/postgres-user.js';
import { identifier } from '../instance/instance-session.js';

/** Kinds of objects that privileges are about. */
export type PrivilegeObject = 'SCHEMA' | 'TABLE' | 'SEQUENCE';

const LEVELS: readonly PrivilegeLevel[] = ['CONNECT', 'READ', 'WRITE', 'ALL'];

/** Every privilege that is given or taken back; others are left alone. */
const KNOWN: Readonly<Record<PrivilegeObject | 'DATABASE', readonly string[]>> = {
  DATABASE: ['CONNECT', 'CREATE', 'TEMPORARY'],
  SCHEMA: ['CREATE', 'USAGE'],
  TABLE: ['DELETE', 'INSERT', 'REFERENCES', 'SELECT', 'TRIGGER', 'TRUNCATE', 'UPDATE'],
  SEQUENCE: ['SELECT', 'UPDATE', 'USAGE'],
};

const LEVEL_PRIVILEGES: Readonly<Record<PrivilegeLevel, Readonly<Record<PrivilegeObject | 'DATABASE', readonly string[]>>>> = {
  CONNECT: { DATABASE: ['CONNECT'], SCHEMA: [], TABLE: [], SEQUENCE: [] },
  READ: { DATABASE: ['CONNECT'], SCHEMA: ['USAGE'], TABLE: ['SELECT'], SEQUENCE: ['SELECT'] },
  WRITE: { DATABASE: ['CONNECT', 'TEMPORARY'], SCHEMA: ['USAGE'], TABLE: ['DELETE', 'INSERT', 'SELECT', 'UPDATE'], SEQUENCE: ['SELECT', 'UPDATE', 'USAGE'] },
  ALL: KNOWN,
};

/** Privileges that a role was given by name, of all objects of a kind in a schema that have the same ones. */
export interface FoundPrivileges {
  readonly role: string;
  /** Empty of default privileges that are about all schemas. */
  readonly schema: string;
  readonly object: PrivilegeObject;
  readonly privileges: readonly string[];
}

/** What a role has in a database by name. */
export interface PrivilegeWorld {
  readonly database: string;
  /** Whose objects are made with the default privileges. */
  readonly owner: string;
  /** Every schema but those of PostgreSQL itself. */
  readonly schemas: readonly string[];
  /** On the database, by role. */
  readonly onDatabase: ReadonlyMap<string, readonly string[]>;
  readonly onObjects: readonly FoundPrivileges[];
  /** For objects that the owner makes later. */
  readonly byDefault: readonly FoundPrivileges[];
}

const highest = (grants: readonly GrantSpec[]): PrivilegeLevel | undefined =>
  LEVELS[Math.max(-1, ...grants.map(({ privileges }) => LEVELS.indexOf(privileges)))];

const OBJECTS: readonly PrivilegeObject[] = ['SCHEMA', 'TABLE', 'SEQUENCE'];

/** What is to be granted and revoked so that `found` becomes `wanted`, of the privileges that we know. */
const change = (kind: PrivilegeObject | 'DATABASE', found: readonly (readonly string[])[], wanted: readonly string[]): { grant: string[]; revoke: string[] } => ({
  grant: found.length === 0 ? [] : wanted.filter((privilege) => found.some((has) => !has.includes(privilege))),
  revoke: KNOWN[kind].filter((privilege) => !wanted.includes(privilege) && found.some((has) => has.includes(privilege))),
});

const statements = ({ grant, revoke }: { grant: string[]; revoke: string[] }, on: string, role: string): string[] => [
  ...(revoke.length === 0 ? [] : [`REVOKE ${revoke.join(', ')} ON ${on} FROM ${role}`]),
  ...(grant.length === 0 ? [] : [`GRANT ${grant.join(', ')} ON ${on} TO ${role}`]),
];

const objectsIn = (object: PrivilegeObject, schema: string): string =>
  (object === 'SCHEMA' ? `SCHEMA ${identifier(schema)}` : `ALL ${object}S IN SCHEMA ${identifier(schema)}`);

const databaseStatements = (world: PrivilegeWorld, role: string, grants: readonly GrantSpec[]): string[] => {
  const everywhere = highest(grants.filter(({ schemas }) => schemas === undefined || schemas.length === 0));
  const somewhere = grants.length > 0 ? [...LEVEL_PRIVILEGES[everywhere ?? 'CONNECT'].DATABASE, ...(highest(grants) === 'CONNECT' || highest(grants) === 'READ' ? [] : ['TEMPORARY'])] : [];
  return statements(change('DATABASE', [world.onDatabase.get(role) ?? []], [...new Set(somewhere)]), `DATABASE ${identifier(world.database)}`, identifier(role));
};

const schemaStatements = (world: PrivilegeWorld, role: string, grants: readonly GrantSpec[]): string[] => world.schemas.flatMap((schema) => {
  const level = highest(grants.filter(({ schemas }) => schemas === undefined || schemas.length === 0 || schemas.includes(schema)));
  return OBJECTS.flatMap((object) => {
    const found = world.onObjects.filter((entry) => entry.role === role && entry.schema === schema && entry.object === object).map(({ privileges }) => privileges);
    return statements(change(object, found, level === undefined ? [] : LEVEL_PRIVILEGES[level][object]), objectsIn(object, schema), identifier(role));
  });
});

const defaultStatements = (world: PrivilegeWorld, role: string, grants: readonly GrantSpec[]): string[] => {
  const scopes = ['', ...world.schemas];
  return scopes.flatMap((schema) => {
    const level = highest(grants.filter(({ schemas = [] }) => (schema === '' ? schemas.length === 0 : schemas.includes(schema))));
    return OBJECTS.flatMap((object) => {
      if (object === 'SCHEMA' && schema !== '') return [];
      const has = world.byDefault.find((entry) => entry.role === role && entry.schema === schema && entry.object === object)?.privileges ?? [];
      const scope = `ALTER DEFAULT PRIVILEGES FOR ROLE ${identifier(world.owner)}${schema === '' ? '' : ` IN SCHEMA ${identifier(schema)}`} `;
      return statements(change(object, [has], level === undefined ? [] : LEVEL_PRIVILEGES[level][object]), `${object}S`, identifier(role)).map((statement) => scope + statement);
    });
  });
};

/** The statements that give a role what its grants say, and take back what goes beyond; the owner has everything anyway. */
export const privilegeStatements = (world: PrivilegeWorld, role: string, grants: readonly GrantSpec[]): string[] => (role === world.owner ? [] : [
  ...databaseStatements(world, role, grants), ...schemaStatements(world, role, grants), ...defaultStatements(world, role, grants),
]);
