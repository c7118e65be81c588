import { identifier, literal, type InstanceSession } from '../instance/instance-session.js';
import { AccessRefusal } from './access-fault.js';
import { endSessions } from './ensure-users.js';
import type { UnwantedUser } from './wanted-access.js';

/** Opens a session in a database as superuser, on the primary. */
export type OpenDatabase = <T>(database: string, work: (session: InstanceSession) => Promise<T>) => Promise<T>;

const exists = async (session: InstanceSession, role: string): Promise<boolean> =>
  (await session.query('SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = $1', [role])).length > 0;

/** Drops a role; what it owns, in every database, goes to its heir first. Safe to repeat. */
export const dropUser = async (open: OpenDatabase, { name, heir }: Pick<UnwantedUser, 'name' | 'heir'>): Promise<void> => {
  const databases = await open('postgres', async (session) => {
    if (!await exists(session, name)) return undefined;
    if (name === heir || !await exists(session, heir)) throw new AccessRefusal('HeirMissing', `There is no user "${heir}" to get what "${name}" owns; name another one in reassignOwnedTo.`);
    await session.query(`ALTER ROLE ${identifier(name)} NOLOGIN`);
    await endSessions(session, name);
    return session.query<{ name: string }>('SELECT datname AS name FROM pg_catalog.pg_database WHERE datallowconn ORDER BY datname');
  });
  if (databases === undefined) return;
  for (const database of databases) {
    await open(database.name, async (session) => {
      await session.query(`REASSIGN OWNED BY ${identifier(name)} TO ${identifier(heir)}`);
      // What is left are privileges, which only this takes back.
      await session.query(`DROP OWNED BY ${identifier(name)}`);
    });
  }
  await open('postgres', (session) => session.query(`DROP ROLE IF EXISTS ${identifier(name)}`));
};

/** Drops a database with its data, and ends its sessions. Safe to repeat. */
export const dropDatabase = async (session: InstanceSession, name: string): Promise<void> => {
  const there = await session.query('SELECT 1 FROM pg_catalog.pg_database WHERE datname = $1', [name]);
  if (there.length === 0) return;
  await session.query(`ALTER DATABASE ${identifier(name)} WITH ALLOW_CONNECTIONS false`);
  await session.query(`SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE datname = ${literal(name)}`);
  await session.query(`DROP DATABASE IF EXISTS ${identifier(name)}`);
};
