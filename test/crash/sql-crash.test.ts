import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { ensureAccess } from '../../operator/database/ensure-access.js';
import type { WantedAccess, WantedDatabase, WantedUser } from '../../operator/database/wanted-access.js';
import { formatAttempt, parseAttempt } from '../../operator/policy/policy-attempt.js';
import { lockAttempt, type RunStatement } from '../../operator/policy/policy-session.js';
import { runPolicy, type PolicyOutcome } from '../../operator/policy/run-policy.js';
import { scramMatches } from '../../operator/postgres/scram.js';
import { groupStatements } from '../../schema/postgres/sql/plan-statements.js';
import { startPlainPostgres, type PlainPostgres } from '../support/plain-postgres.js';
import { DyingOperator, Killed } from './dying-operator.js';

jest.setTimeout(300_000);

let postgres: PlainPostgres;
beforeAll(async () => { postgres = await startPlainPostgres(['-c', 'fsync=off']); });
afterAll(async () => postgres.stop());

const ask = <T extends object>(sql: string, values: readonly unknown[] = [], database = 'postgres'): Promise<readonly T[]> =>
  new DyingOperator(postgres.port).open(database, (session) => session.query<T>(sql, values));
const salt = (): Buffer => Buffer.alloc(16, 7);
const died = (error: unknown): void => { if (!(error instanceof Killed)) throw error; };

/** Names of their own for each time something is tried. */
interface Names { readonly app: string; readonly ann: string; readonly second: string; readonly shop: string }
let trials = 0;
const names = (): Names => {
  trials += 1;
  return { app: `app${trials}`, ann: `ann${trials}`, second: `pgo_ann${trials}`, shop: `shop${trials}` };
};

const NOTHING: WantedAccess = { users: [], databases: [], unwantedUsers: [], unwantedDatabases: [] };
const user = (name: string, more: Partial<WantedUser> = {}): WantedUser => ({ name, stamp: '1', privileges: 'CONNECT', login: true, ...more });
const database = ({ shop, app }: Names, more: Partial<WantedDatabase> = {}): WantedDatabase =>
  ({ name: shop, stamp: '1', owner: app, isOwnerKept: false, schemas: [], extensions: [], grants: [], isLookedInto: true, ...more });
const annOf = ({ ann, shop }: Names, more: Partial<WantedUser> = {}): WantedUser => user(ann, { password: 'first-password', databases: [shop], privileges: 'WRITE', ...more });

/** What is asked for before and then, and what is so in the end. */
interface Scenario {
  readonly before?: (names: Names) => WantedAccess;
  readonly then: (names: Names) => WantedAccess;
  readonly isSo: (names: Names) => Promise<boolean>;
}

const verifierOf = async (role: string): Promise<string | null> => (await ask<{ v: string | null }>('SELECT rolpassword AS v FROM pg_catalog.pg_authid WHERE rolname = $1', [role]))[0]?.v ?? null;
const there = (all: Names): WantedAccess => ({ ...NOTHING, users: [user(all.app), annOf(all)], databases: [database(all)] });

const SCENARIOS: readonly (readonly [string, Scenario])[] = [
  ['a user and a database are made', {
    then: (all) => ({ ...there(all), databases: [database(all, { schemas: [{ name: 'stock' }], extensions: [{ name: 'pg_trgm' }], connectionLimit: 9 })] }),
    isSo: async ({ ann, shop }) => (await ask("SELECT 1 WHERE pg_catalog.has_database_privilege($1, $2, 'CONNECT')", [ann, shop])).length === 1,
  }],
  ['a password is replaced, with an overlap', {
    before: there,
    then: (all) => ({ ...there(all), users: [user(all.app), annOf(all, { password: 'next-password', second: { name: all.second, password: 'first-password' } })] }),
    isSo: async ({ ann, second }) => scramMatches('next-password', await verifierOf(ann)) && scramMatches('first-password', await verifierOf(second)),
  }],
  ['a password is replaced, at once and with an end', {
    before: there, then: (all) => ({ ...there(all), users: [user(all.app), annOf(all, { password: 'next-password', validUntil: '2031-01-01T00:00:00Z', connectionLimit: 3 })] }),
    isSo: async ({ ann }) => scramMatches('next-password', await verifierOf(ann)),
  }],
  ['a user is dropped, and what it owns goes to its heir', {
    before: there,
    then: ({ app, ann, shop }) => ({ ...NOTHING, users: [user(app)], databases: [database({ app, shop } as Names)], unwantedUsers: [{ name: ann, stamp: '2', heir: app }] }),
    isSo: async ({ ann, app, shop }) => (await ask('SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = $1', [ann])).length === 0
      && (await ask('SELECT 1 FROM pg_catalog.pg_tables WHERE tableowner = $1', [app], shop)).length === 1,
  }],
  ['a database is dropped', {
    before: there, then: ({ app, shop }) => ({ ...NOTHING, users: [user(app)], unwantedDatabases: [{ name: shop, stamp: '2' }] }),
    isSo: async ({ shop }) => (await ask('SELECT 1 FROM pg_catalog.pg_database WHERE datname = $1', [shop])).length === 0,
  }],
];

interface Played { readonly writes: readonly string[]; readonly isSo: boolean; readonly rest: readonly string[]; readonly faults: readonly unknown[] }

/** Plays a scenario, with a death after some write and a successor; and looks whether a third one still finds something to do. */
const play = async ({ before, then, isSo }: Scenario, lastWrite?: number): Promise<Played> => {
  const all = names();
  if (before !== undefined) {
    await ensureAccess(new DyingOperator(postgres.port).open, before(all), salt);
    await ask(`CREATE TABLE public.mine (); ALTER TABLE public.mine OWNER TO ${all.ann}`, [], all.shop);
  }
  const wanted = then(all);
  const first = new DyingOperator(postgres.port, lastWrite);
  const outcome = await ensureAccess(first.open, wanted, salt).catch(died) ?? await ensureAccess(new DyingOperator(postgres.port).open, wanted, salt);
  const third = new DyingOperator(postgres.port);
  await ensureAccess(third.open, wanted, salt);
  const reached = await isSo(all);
  // A user that is dropped is looked for in every database that there is.
  await ask(`DROP DATABASE IF EXISTS ${all.shop} WITH (FORCE)`);
  return { writes: first.writes, isSo: reached, rest: third.writes, faults: [...outcome.values()].flatMap(({ fault }) => fault ?? []) };
};

describe('an operator that is killed after any statement', () => {
  it.each(SCENARIOS)('is followed by one that finishes, and then nothing is left to do: %s', async (_name, scenario) => {
    const { writes, ...undisturbed } = await play(scenario);
    expect(undisturbed).toEqual({ isSo: true, rest: [], faults: [] });
    expect(writes.length).toBeGreaterThan(0);
    // Of many writes every second one; `CRASH_EVERY_WRITE=1` tries all of them.
    const step = process.env['CRASH_EVERY_WRITE'] === undefined && writes.length > 8 ? 2 : 1;
    for (const [index, write] of writes.entries()) {
      if (index % step !== 0) continue;
      const { writes: _done, ...outcome } = await play(scenario, index + 1);
      expect({ killedAfter: write, ...outcome }).toEqual({ killedAfter: write, ...undisturbed });
    }
  });
});

describe('an operator that is killed while it applies a policy', () => {
  /** What is kept at the operation. */
  interface Kept { attempt?: string }

  const apply = (operator: DyingOperator, sql: string, kept: Kept, subject: string): Promise<PolicyOutcome> => operator.open('postgres', async (session) => {
    const run: RunStatement = (text) => session.query(text);
    await lockAttempt(run, subject);
    const remember = async (attempt: Parameters<typeof formatAttempt>[0]): Promise<void> => operator.write(`remember ${attempt.group}`, async () => { kept.attempt = formatAttempt(attempt); });
    return runPolicy({ run, groups: groupStatements(sql), earlier: parseAttempt(kept.attempt), remember });
  });

  /** The successor tries again while what its predecessor left has not ended, as the operator does. */
  const finish = async (...given: Parameters<typeof apply> extends [DyingOperator, ...infer Rest] ? Rest : never): Promise<PolicyOutcome> => {
    for (let tries = 0; ; tries += 1) {
      try {
        return await apply(new DyingOperator(postgres.port), ...given);
      } catch (error) {
        if (tries > 1_000 || !/has not ended yet/.test(String(error))) throw error;
        await delay(10);
      }
    }
  };

  const play = async (sqlOf: (name: string) => string, lastWrite?: number): Promise<{ writes: readonly string[]; outcome: PolicyOutcome; rows: string }> => {
    const { shop: name } = names();
    await ask(`CREATE TABLE public.${name} (part text)`);
    const kept: Kept = {};
    const first = new DyingOperator(postgres.port, lastWrite);
    const given = [sqlOf(name), kept, name] as const;
    const outcome = await apply(first, ...given).catch(died) ?? await finish(...given);
    const rows = await ask<{ part: string }>(`SELECT part FROM public.${name} ORDER BY part`);
    await ask(`DROP DATABASE IF EXISTS made_${name}`);
    return { writes: first.writes, outcome, rows: rows.map(({ part }) => part).join() };
  };

  it('has a successor that runs each transaction exactly once', async () => {
    const sqlOf = (name: string): string => `insert into public.${name} values ('a'); insert into public.${name} values ('b')`;
    const { writes } = await play(sqlOf);
    expect(writes).toEqual(['BEGIN', expect.stringMatching(/'a'/), expect.stringMatching(/'b'/), 'remember 0', 'COMMIT']);
    for (const [index, write] of writes.entries()) {
      const { outcome, rows } = await play(sqlOf, index + 1);
      expect({ write, rows, isApplied: outcome.isApplied }).toEqual({ write, rows: 'a,b', isApplied: true });
    }
  });

  it('has a successor that says so where it cannot be known, and runs nothing twice', async () => {
    // The database would be refused a second time.
    const sqlOf = (name: string): string => `insert into public.${name} values ('a'); create database made_${name}; insert into public.${name} values ('b')`;
    const { writes } = await play(sqlOf);
    const seen: string[] = [];
    for (const [index, write] of writes.entries()) {
      const { outcome, rows } = await play(sqlOf, index + 1);
      seen.push(`${write.split(' ').slice(0, 2).join(' ')}: ${outcome.code ?? 'applied'} ${rows}`);
    }
    expect(seen).toEqual([
      'BEGIN: applied a,b', 'insert into: applied a,b', 'remember 0: applied a,b', 'COMMIT: applied a,b',
      'remember 1: INTERRUPTED a', 'create database: INTERRUPTED a', 'BEGIN: INTERRUPTED a', 'insert into: INTERRUPTED a',
      'remember 2: applied a,b', 'COMMIT: applied a,b',
    ]);
  });
});
