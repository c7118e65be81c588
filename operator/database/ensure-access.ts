import type { GrantSpec } from '../../schema/resource/postgres-database.js';
import type { InstanceSession } from '../instance/instance-session.js';
import { attemptSubject } from './access-fault.js';
import { dropDatabase, dropUser, type OpenDatabase } from './drop-access.js';
import { contentDrift, contentStatements, readContents } from './ensure-contents.js';
import { databaseDrift, ensureDatabase, readDatabases, type FoundDatabase } from './ensure-databases.js';
import { ensureSecondLogin, ensureUser, readRoles, type Salt } from './ensure-users.js';
import { privilegeStatements } from './privileges.js';
import { secondLoginName } from './second-login.js';
import { readConnects, readPrivileges } from './read-privileges.js';
import {
  databaseSubject, userSubject, type AccessFault, type AccessOutcome, type DatabaseFacts, type SubjectOutcome, type WantedAccess, type WantedDatabase,
} from './wanted-access.js';

/** Database that everything about roles and databases as wholes is done from. */
const MAINTENANCE_DATABASE = 'postgres';

const withFault = (stamp: string, fault: AccessFault | undefined, facts?: DatabaseFacts): SubjectOutcome =>
  ({ stamp, ...(fault === undefined ? {} : { fault }), ...(facts === undefined ? {} : { facts }) });

const requirePrimary = async (session: InstanceSession): Promise<void> => {
  const [row] = await session.query<{ standby: boolean }>('SELECT pg_catalog.pg_is_in_recovery() AS standby');
  if (row?.standby !== false) throw new Error('the instance is not the primary');
};

const ensureUsers = async (session: InstanceSession, { users }: WantedAccess, salt: Salt): Promise<[string, SubjectOutcome][]> => {
  const names = users.flatMap(({ name, second }) => [name, ...(second === undefined ? [] : [second.name])]);
  const found = await readRoles(session, names);
  const outcomes: [string, SubjectOutcome][] = [];
  for (const user of users) {
    const role = (name: string | undefined): { found: (typeof found)[number] | undefined; salt: Salt } => ({ found: found.find((entry) => entry.name === name), salt });
    const fault = await attemptSubject(async () => {
      await ensureUser(session, user, role(user.name));
      await ensureSecondLogin(session, user, role(user.second?.name));
    });
    outcomes.push([userSubject(user.name), withFault(user.stamp, fault)]);
  }
  return outcomes;
};

const ensureDatabases = async (session: InstanceSession, { databases }: WantedAccess): Promise<Map<string, AccessFault | undefined>> => {
  const found = await readDatabases(session, databases.map(({ name }) => name));
  const faults = new Map<string, AccessFault | undefined>();
  for (const database of databases) {
    faults.set(database.name, await attemptSubject(() => ensureDatabase(session, database, found.find(({ name }) => name === database.name))));
  }
  return faults;
};

/** What each managed role and each role of a grant may do in a database; a role that may do nothing has an empty list. */
const grantsIn = (database: string, { users, databases }: WantedAccess, connected: readonly string[]): ReadonlyMap<string, readonly GrantSpec[]> => {
  const byRole = new Map<string, GrantSpec[]>(connected.map((role) => [role, []]));
  const add = (grant: GrantSpec): void => void byRole.set(grant.role, [...(byRole.get(grant.role) ?? []), grant]);
  for (const { name, databases: own, privileges, superuser } of users) {
    if (own?.includes(database) === true && superuser !== true) add({ role: name, privileges });
  }
  for (const grant of databases.find(({ name }) => name === database)?.grants ?? []) add(grant);
  return byRole;
};

interface Place {
  readonly database: string;
  readonly owner: string;
  readonly wanted?: WantedDatabase | undefined;
  readonly grants: ReadonlyMap<string, readonly GrantSpec[]>;
}

/** Brings the inside of one database nearer to what is wanted. */
const ensureInside = async (session: InstanceSession, { database, owner, wanted, grants }: Place): Promise<Pick<DatabaseFacts, 'extensions' | 'schemas' | 'drift'>> => {
  if (wanted !== undefined) for (const statement of contentStatements(wanted, await readContents(session))) await session.query(statement);
  if (grants.size > 0) {
    const world = await readPrivileges(session, { database, owner }, [...grants.keys()]);
    for (const [role, list] of grants) for (const statement of privilegeStatements(world, role, list)) await session.query(statement);
  }
  const contents = await readContents(session);
  return { extensions: contents.extensions, schemas: contents.schemas.map(({ name }) => name), drift: wanted === undefined ? [] : contentDrift(wanted, contents) };
};

const factsOf = (found: FoundDatabase, wanted: WantedDatabase | undefined, inside: Partial<Pick<DatabaseFacts, 'extensions' | 'schemas' | 'drift'>>): DatabaseFacts => ({
  owner: found.owner, encoding: found.encoding, locale: found.locale, sizeBytes: found.sizeBytes, ...inside,
  drift: [...(wanted === undefined ? [] : databaseDrift(wanted, found)), ...(inside.drift ?? [])],
});

/** Users whose privileges are kept as they shall be. */
const managedUsers = ({ users }: WantedAccess): string[] => users.filter(({ databases, superuser }) => databases !== undefined && superuser !== true).map(({ name }) => name);

interface Insides {
  readonly outcomes: readonly [string, SubjectOutcome][];
  /** Names of the databases that there are. */
  readonly there: ReadonlySet<string>;
  /** What was refused inside of databases. */
  readonly inside: ReadonlyMap<string, AccessFault>;
}

/** Looks into each database that something is asked of, one after the other. */
const ensureInsides = async (open: OpenDatabase, wanted: WantedAccess, made: ReadonlyMap<string, AccessFault | undefined>): Promise<Insides> => {
  const { found, connects } = await open(MAINTENANCE_DATABASE, async (session) => ({
    found: await readDatabases(session, [...new Set([...wanted.databases.map(({ name }) => name), ...wanted.users.flatMap(({ databases = [] }) => databases)])]),
    connects: await readConnects(session, managedUsers(wanted)),
  }));
  const names = [...new Set([...found.map(({ name }) => name), ...connects.map(({ database }) => database)])];
  const outcomes: [string, SubjectOutcome][] = [];
  const faults = new Map<string, AccessFault>();
  for (const name of names) {
    const database = wanted.databases.find((entry) => entry.name === name);
    const here = found.find((entry) => entry.name === name);
    const grants = grantsIn(name, wanted, connects.filter((entry) => entry.database === name).map(({ role }) => role));
    const owner = here?.owner ?? connects.find((entry) => entry.database === name)?.owner ?? '';
    let fault = made.get(name);
    let inside: Partial<Pick<DatabaseFacts, 'extensions' | 'schemas' | 'drift'>> = {};
    const others = [...grants.keys()].some((role) => role !== owner);
    if (fault === undefined && (others || database?.isLookedInto === true)) {
      fault = await attemptSubject(async () => {
        inside = await open(name, (session) => ensureInside(session, { database: name, owner, wanted: database, grants }));
      });
      if (fault !== undefined) faults.set(name, fault);
    }
    if (database !== undefined) outcomes.push([databaseSubject(name), withFault(database.stamp, fault, here && factsOf(here, database, inside))]);
  }
  for (const { name, stamp } of wanted.databases) {
    if (!names.includes(name)) outcomes.push([databaseSubject(name), withFault(stamp, made.get(name))]);
  }
  return { outcomes, there: new Set(found.map(({ name }) => name)), inside: faults };
};

/** What keeps users from what they may do in their databases: one that is not there, or where that was refused. */
const databaseFaults = ({ users }: WantedAccess, outcomes: AccessOutcome, { there, inside }: Insides): [string, SubjectOutcome][] => users.flatMap(({ name, stamp, databases = [] }): [string, SubjectOutcome][] => {
  if (outcomes.get(userSubject(name))?.fault !== undefined) return [];
  const missing = databases.find((database) => !there.has(database));
  const refused = databases.find((database) => inside.has(database));
  if (missing !== undefined) return [[userSubject(name), { stamp, fault: { reason: 'DatabaseMissing', message: `There is no database "${missing}" yet; create it, or take it out of the user's databases.` } }]];
  const fault = refused === undefined ? undefined : inside.get(refused);
  return fault === undefined ? [] : [[userSubject(name), { stamp, fault: { ...fault, message: `In the database "${refused}": ${fault.message}` } }]];
});

/**
 * Makes users and databases as they shall be, on the primary: what is there already is left alone, so that it may be
 * run again at any time. What PostgreSQL refuses of one of them does not keep the others waiting; rejects when the
 * whole attempt is to be made again.
 */
export const ensureAccess = async (open: OpenDatabase, wanted: WantedAccess, salt: Salt): Promise<AccessOutcome> => {
  const { users, made } = await open(MAINTENANCE_DATABASE, async (session) => {
    await requirePrimary(session);
    return { users: await ensureUsers(session, wanted, salt), made: await ensureDatabases(session, wanted) };
  });
  const insides = await ensureInsides(open, wanted, made);
  const outcomes = new Map([...users, ...insides.outcomes]);
  for (const [subject, outcome] of databaseFaults(wanted, outcomes, insides)) outcomes.set(subject, outcome);
  for (const user of wanted.unwantedUsers) {
    outcomes.set(userSubject(user.name), withFault(user.stamp, await attemptSubject(async () => {
      await dropUser(open, { name: secondLoginName(user.name), heir: user.heir });
      await dropUser(open, user);
    })));
  }
  for (const { name, stamp } of wanted.unwantedDatabases) {
    outcomes.set(databaseSubject(name), withFault(stamp, await attemptSubject(() => open(MAINTENANCE_DATABASE, (session) => dropDatabase(session, name)))));
  }
  return outcomes;
};
