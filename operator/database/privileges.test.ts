import { describe, expect, test } from '@jest/globals';
import type { GrantSpec } from '../../schema/resource/postgres-database.js';
import { privilegeStatements, type FoundPrivileges, type PrivilegeWorld } from './privileges.js';

const found = (object: FoundPrivileges['object'], privileges: string[], schema = 's'): FoundPrivileges => ({ role: 'bob', schema, object, privileges });
const world = (more: Partial<PrivilegeWorld> = {}): PrivilegeWorld => ({ database: 'shop', owner: 'ann', schemas: ['s'], onDatabase: new Map(), onObjects: [], byDefault: [], ...more });
const grants = (privileges: GrantSpec['privileges'], schemas?: string[]): GrantSpec[] => [{ role: 'bob', privileges, ...(schemas === undefined ? {} : { schemas }) }];
const READ_WORLD = world({
  onDatabase: new Map([['bob', ['CONNECT']]]),
  onObjects: [found('SCHEMA', ['USAGE']), found('TABLE', ['SELECT']), found('SEQUENCE', ['SELECT'])],
  byDefault: [found('SCHEMA', ['USAGE'], ''), found('TABLE', ['SELECT'], ''), found('SEQUENCE', ['SELECT'], '')],
});

describe('privileges', () => {
  test.each<[string, PrivilegeWorld, GrantSpec[], string[]]>([
    ['a role that may read what is there and what comes', world({ onObjects: [found('SCHEMA', []), found('TABLE', []), found('TABLE', ['SELECT'])] }), grants('READ'), [
      'GRANT CONNECT ON DATABASE "shop" TO "bob"', 'GRANT USAGE ON SCHEMA "s" TO "bob"', 'GRANT SELECT ON ALL TABLES IN SCHEMA "s" TO "bob"',
      'ALTER DEFAULT PRIVILEGES FOR ROLE "ann" GRANT USAGE ON SCHEMAS TO "bob"', 'ALTER DEFAULT PRIVILEGES FOR ROLE "ann" GRANT SELECT ON TABLES TO "bob"',
      'ALTER DEFAULT PRIVILEGES FOR ROLE "ann" GRANT SELECT ON SEQUENCES TO "bob"',
    ]],
    ['nothing is said twice', READ_WORLD, grants('READ'), []],
    ['raised', READ_WORLD, grants('WRITE'), [
      'GRANT TEMPORARY ON DATABASE "shop" TO "bob"', 'GRANT DELETE, INSERT, UPDATE ON ALL TABLES IN SCHEMA "s" TO "bob"', 'GRANT UPDATE, USAGE ON ALL SEQUENCES IN SCHEMA "s" TO "bob"',
      'ALTER DEFAULT PRIVILEGES FOR ROLE "ann" GRANT DELETE, INSERT, UPDATE ON TABLES TO "bob"', 'ALTER DEFAULT PRIVILEGES FOR ROLE "ann" GRANT UPDATE, USAGE ON SEQUENCES TO "bob"',
    ]],
    ['taken back in whole', READ_WORLD, [], [
      'REVOKE CONNECT ON DATABASE "shop" FROM "bob"', 'REVOKE USAGE ON SCHEMA "s" FROM "bob"', 'REVOKE SELECT ON ALL TABLES IN SCHEMA "s" FROM "bob"', 'REVOKE SELECT ON ALL SEQUENCES IN SCHEMA "s" FROM "bob"',
      'ALTER DEFAULT PRIVILEGES FOR ROLE "ann" REVOKE USAGE ON SCHEMAS FROM "bob"', 'ALTER DEFAULT PRIVILEGES FOR ROLE "ann" REVOKE SELECT ON TABLES FROM "bob"',
      'ALTER DEFAULT PRIVILEGES FOR ROLE "ann" REVOKE SELECT ON SEQUENCES FROM "bob"',
    ]],
    ['in one schema only', world({ schemas: ['s', 't'], onObjects: [found('SCHEMA', []), found('SCHEMA', [], 't')] }), grants('ALL', ['t']), [
      'GRANT CONNECT, TEMPORARY ON DATABASE "shop" TO "bob"', 'GRANT CREATE, USAGE ON SCHEMA "t" TO "bob"',
      'ALTER DEFAULT PRIVILEGES FOR ROLE "ann" IN SCHEMA "t" GRANT DELETE, INSERT, REFERENCES, SELECT, TRIGGER, TRUNCATE, UPDATE ON TABLES TO "bob"',
      'ALTER DEFAULT PRIVILEGES FOR ROLE "ann" IN SCHEMA "t" GRANT SELECT, UPDATE, USAGE ON SEQUENCES TO "bob"',
    ]],
  ])('%s', (_case, seen, wanted, statements) => {
    expect(privilegeStatements(seen, 'bob', wanted)).toEqual(statements);
  });

  test('the owner has everything anyway', () => {
    expect(privilegeStatements(READ_WORLD, 'ann', grants('ALL'))).toEqual([]);
  });

  test('names are quoted', () => {
    expect(privilegeStatements(world({ database: 'a"b', schemas: [] }), 'x"; drop', [{ role: 'x"; drop', privileges: 'CONNECT' }])).toEqual(['GRANT CONNECT ON DATABASE "a""b" TO "x""; drop"']);
  });
});
