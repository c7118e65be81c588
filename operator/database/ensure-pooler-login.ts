import type { OpenDatabase } from './drop-access.js';
import { identifier, literal, type InstanceSession } from '../instance/instance-session.js';
import { scramMatches, scramVerifier } from '../postgres/scram.js';
import { POOLER_SCHEMA, POOLER_USER } from '../postgres/pooler-layout.js';

const ROLE = identifier(POOLER_USER);
const FUNCTION = `${identifier(POOLER_SCHEMA)}.get_auth`;

/**
 * Gives the verifier of an ordinary role that may log in now, and nothing of any other: neither of superusers nor of
 * the roles that the cluster itself runs on, nor of one whose time is over.
 */
const FUNCTION_BODY = `
  SELECT rolname::pg_catalog.text, rolpassword::pg_catalog.text FROM pg_catalog.pg_authid
  WHERE rolname = $1 AND rolcanlogin AND NOT rolsuper AND NOT rolreplication AND rolname !~ '^pgo_'
    AND (rolvaliduntil IS NULL OR rolvaliduntil > pg_catalog.now())`;

const DATABASES = 'SELECT datname::pg_catalog.text AS name FROM pg_catalog.pg_database WHERE datallowconn ORDER BY datname';

const takesWrites = async (session: InstanceSession): Promise<boolean> => {
  const [row] = await session.query<{ recovering: boolean }>('SELECT pg_catalog.pg_is_in_recovery() AS recovering');
  return row?.recovering === false;
};

const requirePrimary = async (session: InstanceSession): Promise<void> => {
  if (!await takesWrites(session)) throw new Error('the instance takes no writes');
};

const readRole = async (session: InstanceSession): Promise<{ readonly rolpassword: string | null } | undefined> => {
  const [role] = await session.query<{ rolpassword: string | null }>('SELECT rolpassword FROM pg_catalog.pg_authid WHERE rolname = $1', [POOLER_USER]);
  return role;
};

const ensureRole = async (session: InstanceSession, password: string, salt: () => Buffer): Promise<void> => {
  const role = await readRole(session);
  if (role !== undefined && scramMatches(password, role.rolpassword)) return;
  const verb = role === undefined ? 'CREATE' : 'ALTER';
  await session.query(`${verb} ROLE ${ROLE} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT PASSWORD ${literal(scramVerifier(password, salt()))}`);
};

/** In one transaction, so that nobody but the pooler may ever call the function. */
const ensureFunction = async (session: InstanceSession, database: string): Promise<void> => {
  const [found] = await session.query<{ body: string | null; connects: boolean }>(
    `SELECT (SELECT p.prosrc FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = $1 AND p.proname = 'get_auth'
       AND p.prosecdef AND pg_catalog.pg_get_userbyid(p.proowner) = current_user AND pg_catalog.has_function_privilege($2, p.oid, 'EXECUTE') LIMIT 1) AS body,
       pg_catalog.has_database_privilege($2, pg_catalog.current_database(), 'CONNECT') AS connects`, [POOLER_SCHEMA, POOLER_USER]);
  if (found?.connects !== true) await session.query(`GRANT CONNECT ON DATABASE ${identifier(database)} TO ${ROLE}`);
  if (found?.body === FUNCTION_BODY) return;
  const schema = identifier(POOLER_SCHEMA);
  await session.query(`BEGIN;
    DROP SCHEMA IF EXISTS ${schema} CASCADE;
    CREATE SCHEMA ${schema};
    REVOKE ALL ON SCHEMA ${schema} FROM PUBLIC;
    GRANT USAGE ON SCHEMA ${schema} TO ${ROLE};
    CREATE FUNCTION ${FUNCTION}(pg_catalog.text) RETURNS TABLE (username pg_catalog.text, password pg_catalog.text)
      LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS ${literal(FUNCTION_BODY)};
    REVOKE ALL ON FUNCTION ${FUNCTION}(pg_catalog.text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ${FUNCTION}(pg_catalog.text) TO ${ROLE};
    COMMIT`);
};

/**
 * Makes the pooler's login, and the function that it looks passwords up with in every database; in template1, too, so
 * that databases made by anyone have it. May be run again at any time.
 */
export const ensurePoolerLogin = async (open: OpenDatabase, password: string, salt: () => Buffer): Promise<true> => {
  const databases = await open('postgres', async (session) => {
    await requirePrimary(session);
    await ensureRole(session, password, salt);
    return session.query<{ name: string }>(DATABASES);
  });
  for (const { name } of databases) await open(name, (session) => ensureFunction(session, name));
  return true;
};

/** Takes all of that back. May be run again at any time. */
export const dropPoolerLogin = async (open: OpenDatabase): Promise<true> => {
  const databases = await open('postgres', async (session) => {
    // What follows another cluster has what that one has.
    if (await readRole(session) === undefined || !await takesWrites(session)) return undefined;
    await session.query(`ALTER ROLE ${ROLE} NOLOGIN`);
    await session.query('SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE usename = $1', [POOLER_USER]);
    return session.query<{ name: string }>(DATABASES);
  });
  if (databases === undefined) return true;
  for (const { name } of databases) {
    await open(name, async (session) => {
      await session.query(`DROP SCHEMA IF EXISTS ${identifier(POOLER_SCHEMA)} CASCADE`);
      await session.query(`DROP OWNED BY ${ROLE}`);
    });
  }
  await open('postgres', (session) => session.query(`DROP ROLE IF EXISTS ${ROLE}`));
  return true;
};
