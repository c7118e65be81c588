import type { ExtensionStatus } from '../../schema/resource/postgres-database.js';
import { identifier, type InstanceSession } from '../instance/instance-session.js';
import type { WantedDatabase } from './wanted-access.js';

/** What a database has inside. */
export interface DatabaseContents {
  readonly extensions: readonly ExtensionStatus[];
  readonly schemas: readonly { readonly name: string; readonly owner: string }[];
}

/** Schemas that are told of. */
const SCHEMAS_MAX = 200;
/** Extensions that are told of. */
const EXTENSIONS_MAX = 100;

/** Reads what the database of a session has inside. */
export const readContents = async (session: InstanceSession): Promise<DatabaseContents> => ({
  extensions: await session.query<ExtensionStatus>(
    `SELECT extname AS name, extversion AS version FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql' ORDER BY extname LIMIT ${EXTENSIONS_MAX}`),
  schemas: await session.query<{ name: string; owner: string }>(
    `SELECT nspname AS name, pg_catalog.pg_get_userbyid(nspowner) AS owner FROM pg_catalog.pg_namespace
     WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY nspname LIMIT ${SCHEMAS_MAX}`),
});

/** The statements that bring the inside of a database nearer to what is wanted. */
export const contentStatements = ({ owner, schemas, extensions }: WantedDatabase, found: DatabaseContents): string[] => {
  const wantedSchemas = schemas.map((schema) => ({ name: schema.name, owner: schema.owner ?? owner, isOwned: schema.owner !== undefined }));
  const extensionSchemas = extensions.flatMap(({ schema }) => (schema === undefined || schema === 'public' || wantedSchemas.some(({ name }) => name === schema) ? [] : [schema]));
  return [
    ...wantedSchemas.flatMap((schema) => {
      const there = found.schemas.find(({ name }) => name === schema.name);
      if (there === undefined) return [`CREATE SCHEMA ${identifier(schema.name)} AUTHORIZATION ${identifier(schema.owner)}`];
      return schema.isOwned && there.owner !== schema.owner ? [`ALTER SCHEMA ${identifier(schema.name)} OWNER TO ${identifier(schema.owner)}`] : [];
    }),
    ...extensionSchemas.filter((name) => !found.schemas.some((schema) => schema.name === name)).map((name) => `CREATE SCHEMA IF NOT EXISTS ${identifier(name)} AUTHORIZATION ${identifier(owner)}`),
    ...extensions.flatMap(({ name, version, schema }) => {
      const there = found.extensions.find((extension) => extension.name === name);
      const versionClause = version === undefined ? '' : ` VERSION ${identifier(version)}`;
      const create = `CREATE EXTENSION IF NOT EXISTS ${identifier(name)}${schema === undefined ? '' : ` SCHEMA ${identifier(schema)}`}${versionClause}`;
      // Without search_path the objects of an extension that names no schema would have none to go to.
      if (there === undefined) return schema === undefined ? ['SET search_path = public', create, "SET search_path = ''"] : [create];
      return version !== undefined && there.version !== version ? [`ALTER EXTENSION ${identifier(name)} UPDATE TO ${identifier(version)}`] : [];
    }),
  ];
};

/** Where the inside of a database differs from what is wanted in what is not changed by itself. */
export const contentDrift = ({ owner, schemas }: WantedDatabase, found: DatabaseContents): string[] => schemas.flatMap(({ name, owner: schemaOwner }) => {
  const there = found.schemas.find((schema) => schema.name === name);
  return schemaOwner === undefined && there !== undefined && there.owner !== owner ? [`The schema "${name}" belongs to "${there.owner}", not to the owner of the database.`] : [];
});
