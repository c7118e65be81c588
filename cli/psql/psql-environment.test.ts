import { describe, expect, it } from '@jest/globals';
import { psqlEnvironment } from './psql-environment.js';

const connection = { host: '127.0.10.1', port: 5432, database: 'app', user: 'ann', password: 'p w', sslmode: 'require' };

describe('psqlEnvironment', () => {
  it("replaces the caller's connection, keeps what is about the session, and hands no token on", () => {
    const caller = { PATH: '/bin', PGTZ: 'UTC', PGSERVICE: 'other', PGHOSTADDR: '10.0.0.1', PGSSLROOTCERT: '/x', PGO_TOKEN: 'secret', EMPTY: undefined };
    expect(psqlEnvironment(caller, connection, '/tmp/ca.crt')).toEqual({
      PATH: '/bin', PGTZ: 'UTC',
      PGHOST: '127.0.10.1', PGPORT: '5432', PGDATABASE: 'app', PGUSER: 'ann', PGPASSWORD: 'p w', PGSSLMODE: 'verify-full', PGSSLROOTCERT: '/tmp/ca.crt',
    });
  });
  it('names no authority where there is none, and leaves the mode as it is', () => {
    const environment = psqlEnvironment({ PGSSLROOTCERT: '/x' }, connection, undefined);
    expect(environment).toMatchObject({ PGSSLMODE: 'require' });
    expect(environment).not.toHaveProperty('PGSSLROOTCERT');
  });
});
