import { scramMatches, scramVerifier } from '../postgres/scram.js';
import { identifier, literal, type InstanceSession } from './instance-session.js';

/** Users and databases that there shall be. */
export interface WantedApplication {
  readonly users: readonly { readonly name: string; readonly password: string }[];
  readonly databases: readonly { readonly name: string; readonly owner: string }[];
}

/**
 * Makes the users and databases that are missing and sets passwords that differ. May be run again at any time. Only the
 * SCRAM verifier of a password travels. `salt` gives 16 random bytes.
 */
export const ensureApplication = async (session: InstanceSession, wanted: WantedApplication, salt: () => Buffer): Promise<void> => {
  const stored = await session.query<{ rolname: string; rolpassword: string | null }>(
    'SELECT rolname, rolpassword FROM pg_catalog.pg_authid WHERE rolname = ANY($1)', [wanted.users.map(({ name }) => name)]);
  for (const { name, password } of wanted.users) {
    const role = stored.find(({ rolname }) => rolname === name);
    if (role !== undefined && scramMatches(password, role.rolpassword)) continue;
    const verb = role === undefined ? 'CREATE' : 'ALTER';
    await session.query(`${verb} ROLE ${identifier(name)} LOGIN PASSWORD ${literal(scramVerifier(password, salt()))}`);
  }
  const there = await session.query<{ datname: string }>(
    'SELECT datname FROM pg_catalog.pg_database WHERE datname = ANY($1)', [wanted.databases.map(({ name }) => name)]);
  for (const { name, owner } of wanted.databases) {
    if (there.some(({ datname }) => datname === name)) continue;
    await session.query(`CREATE DATABASE ${identifier(name)} OWNER ${identifier(owner)}`);
  }
};
