import { identifier, literal, type InstanceSession } from '../instance/instance-session.js';
import { AccessRefusal } from './access-fault.js';
import type { WantedDatabase } from './wanted-access.js';

/** A database as PostgreSQL has it. */
export interface FoundDatabase {
  readonly name: string;
  readonly owner: string;
  readonly encoding: string;
  readonly locale: string;
  readonly connectionLimit: number;
  /** Whether nobody has granted or revoked anything on it yet. */
  readonly isUntouched: boolean;
  readonly sizeBytes: number;
}

/** The databases of some names. */
export const readDatabases = async (session: InstanceSession, names: readonly string[]): Promise<readonly FoundDatabase[]> => session.query<FoundDatabase>(
  `SELECT d.datname AS name, pg_catalog.pg_get_userbyid(d.datdba) AS owner, pg_catalog.pg_encoding_to_char(d.encoding) AS encoding, d.datcollate AS locale,
     d.datconnlimit AS "connectionLimit", d.datacl IS NULL AS "isUntouched", pg_catalog.pg_database_size(d.oid)::pg_catalog.float8 AS "sizeBytes"
   FROM pg_catalog.pg_database d WHERE d.datname = ANY($1)`, [names]);

/** Refuses extensions that the instance does not have, before anything is made. */
const requireExtensions = async (session: InstanceSession, { extensions }: WantedDatabase): Promise<void> => {
  if (extensions.length === 0) return;
  const rows = await session.query<{ name: string; version: string }>(
    'SELECT name, version FROM pg_catalog.pg_available_extension_versions WHERE name = ANY($1)', [extensions.map(({ name }) => name)]);
  for (const { name, version } of extensions) {
    const versions = rows.filter((row) => row.name === name).map((row) => row.version);
    if (versions.length === 0) throw new AccessRefusal('ExtensionUnavailable', `PostgreSQL has no extension "${name}" on this cluster.`);
    if (version !== undefined && !versions.includes(version)) {
      throw new AccessRefusal('ExtensionUnavailable', `The extension "${name}" is not there in version "${version}", but in ${versions.slice(0, 20).join(', ')}.`);
    }
  }
};

const createDatabase = async (session: InstanceSession, { name, owner, encoding, locale, connectionLimit }: WantedDatabase): Promise<void> => {
  const clauses = [
    `OWNER ${identifier(owner)}`,
    // Only template0 can be copied with another encoding or locale than its own.
    ...(encoding === undefined && locale === undefined ? [] : ['TEMPLATE template0']),
    ...(encoding === undefined ? [] : [`ENCODING ${literal(encoding)}`]),
    ...(locale === undefined ? [] : [`LC_COLLATE ${literal(locale)} LC_CTYPE ${literal(locale)}`]),
    ...(connectionLimit === undefined || connectionLimit === -1 ? [] : [`CONNECTION LIMIT ${Math.trunc(connectionLimit)}`]),
  ];
  await session.query(`CREATE DATABASE ${identifier(name)} ${clauses.join(' ')}`);
};

/** Makes or changes one database as it shall be, what is inside of it left out. */
export const ensureDatabase = async (session: InstanceSession, wanted: WantedDatabase, found: FoundDatabase | undefined): Promise<void> => {
  await requireExtensions(session, wanted);
  const name = identifier(wanted.name);
  if (found === undefined) await createDatabase(session, wanted);
  else {
    if (!wanted.isOwnerKept && found.owner !== wanted.owner) await session.query(`ALTER DATABASE ${name} OWNER TO ${identifier(wanted.owner)}`);
    const { connectionLimit } = wanted;
    if (connectionLimit !== undefined && connectionLimit !== found.connectionLimit) await session.query(`ALTER DATABASE ${name} CONNECTION LIMIT ${Math.trunc(connectionLimit)}`);
  }
  // PostgreSQL lets every role connect to every database; here a user connects to its own.
  if (found?.isUntouched ?? true) await session.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${name} FROM PUBLIC`);
};

const letters = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Where a database differs from what is wanted in what cannot be changed. */
export const databaseDrift = (wanted: WantedDatabase, found: FoundDatabase): string[] => [
  ...(wanted.encoding === undefined || letters(wanted.encoding) === letters(found.encoding) ? [] : [`Its encoding is ${found.encoding}, not ${wanted.encoding}; only a new database can have another.`]),
  ...(wanted.locale === undefined || letters(wanted.locale) === letters(found.locale) ? [] : [`Its locale is ${found.locale}, not ${wanted.locale}; only a new database can have another.`]),
];
