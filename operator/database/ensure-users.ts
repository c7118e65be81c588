import { identifier, literal, type InstanceSession } from '../instance/instance-session.js';
import { scramMatches, scramVerifier } from '../postgres/scram.js';
import type { WantedLogin, WantedUser } from './wanted-access.js';

/** A role as PostgreSQL has it. */
export interface FoundRole {
  readonly name: string;
  readonly login: boolean;
  readonly superuser: boolean;
  readonly connectionLimit: number;
  /** When its password ends, in milliseconds since the epoch; null for never. */
  readonly validUntilMs: number | null;
  readonly verifier: string | null;
  readonly memberOf: readonly string[];
}

/** Gives 16 random bytes. */
export type Salt = () => Buffer;

/** The roles of some names. */
export const readRoles = async (session: InstanceSession, names: readonly string[]): Promise<readonly FoundRole[]> => session.query<FoundRole>(
  `SELECT r.rolname AS name, r.rolcanlogin AS login, r.rolsuper AS superuser, r.rolconnlimit AS "connectionLimit", r.rolpassword AS verifier,
     CASE WHEN r.rolvaliduntil = 'infinity' THEN NULL ELSE pg_catalog.round(EXTRACT(EPOCH FROM r.rolvaliduntil) * 1000)::pg_catalog.float8 END AS "validUntilMs",
     ARRAY(SELECT g.rolname::pg_catalog.text FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid) AS "memberOf"
   FROM pg_catalog.pg_authid r WHERE r.rolname = ANY($1)`, [names]);

const endOf = (validUntil: string | null): string => literal(validUntil === null ? 'infinity' : new Date(validUntil).toISOString());

const differingEnd = (validUntil: string | null | undefined, found: FoundRole | undefined): boolean =>
  validUntil !== undefined && (validUntil === null ? null : Date.parse(validUntil)) !== (found?.validUntilMs ?? null);

const passwordClause = ({ password }: WantedLogin, found: FoundRole | undefined, salt: Salt): string[] =>
  (password === undefined || (found !== undefined && scramMatches(password, found.verifier)) ? [] : [`PASSWORD ${literal(scramVerifier(password, salt()))}`]);

/** What CREATE ROLE makes without clauses. */
const NO_ROLE = { login: false, superuser: false, connectionLimit: -1 } as const;

/** What of a role is to be changed, as clauses of CREATE or ALTER ROLE. Only the verifier of a password travels. */
export const roleClauses = (wanted: WantedUser, found: FoundRole | undefined, salt: Salt): string[] => {
  const has = found ?? NO_ROLE;
  const { login = found === undefined || found.login, superuser = has.superuser, connectionLimit = has.connectionLimit } = wanted;
  return [
    ...(login === has.login ? [] : [login ? 'LOGIN' : 'NOLOGIN']),
    ...(superuser === has.superuser ? [] : [superuser ? 'SUPERUSER' : 'NOSUPERUSER']),
    ...(connectionLimit === has.connectionLimit ? [] : [`CONNECTION LIMIT ${Math.trunc(connectionLimit)}`]),
    ...(differingEnd(wanted.validUntil, found) ? [`VALID UNTIL ${endOf(wanted.validUntil ?? null)}`] : []),
    ...passwordClause(wanted, found, salt),
  ];
};

const membershipStatements = ({ name, memberOf }: WantedUser, found: FoundRole | undefined): string[] => {
  if (memberOf === undefined) return [];
  const has = found?.memberOf ?? [];
  return [
    ...memberOf.filter((role) => !has.includes(role)).map((role) => `GRANT ${identifier(role)} TO ${identifier(name)}`),
    ...has.filter((role) => !memberOf.includes(role)).map((role) => `REVOKE ${identifier(role)} FROM ${identifier(name)}`),
  ];
};

/** Ends the sessions of a role. */
export const endSessions = async (session: InstanceSession, role: string): Promise<void> => {
  await session.query('SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE usename = $1', [role]);
};

/** Makes or changes one user as it shall be. */
export const ensureUser = async (session: InstanceSession, wanted: WantedUser, { found, salt }: { found: FoundRole | undefined; salt: Salt }): Promise<void> => {
  const clauses = roleClauses(wanted, found, salt);
  if (found === undefined) await session.query(`CREATE ROLE ${identifier(wanted.name)} ${clauses.join(' ')}`);
  else if (clauses.length > 0) await session.query(`ALTER ROLE ${identifier(wanted.name)} ${clauses.join(' ')}`);
  for (const statement of membershipStatements(wanted, found)) await session.query(statement);
  if (wanted.login === false && found?.login === true) await endSessions(session, wanted.name);
};

/** Makes or changes the second login of a user: a role that becomes that user as soon as it has logged in. */
export const ensureSecondLogin = async (session: InstanceSession, wanted: WantedUser, { found, salt }: { found: FoundRole | undefined; salt: Salt }): Promise<void> => {
  const { second } = wanted;
  if (second === undefined) return;
  const name = identifier(second.name);
  const clauses = roleClauses({ stamp: '', privileges: 'CONNECT', ...second, login: wanted.login ?? true }, found, salt);
  if (found === undefined) await session.query(`CREATE ROLE ${name} ${clauses.join(' ')}`);
  else if (clauses.length > 0) await session.query(`ALTER ROLE ${name} ${clauses.join(' ')}`);
  if (found?.memberOf.includes(wanted.name) === true) return;
  await session.query(`GRANT ${identifier(wanted.name)} TO ${name}`);
  await session.query(`ALTER ROLE ${name} SET role = ${literal(wanted.name)}`);
};
