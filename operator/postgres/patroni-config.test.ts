import { expect, test } from '@jest/globals';
import { FAILOVER_TIMES_DEFAULT, patroniDynamicConfig } from './patroni-config.js';
import { CONFIGURATION_MARKER } from './wanted-parameters.js';

const configOf = (requiresTls: boolean): { pg_hba: string[]; parameters: Record<string, string> } =>
  patroniDynamicConfig({ durability: 'ASYNC', parameters: {}, times: FAILOVER_TIMES_DEFAULT, archives: true, requiresTls })['postgresql'] as ReturnType<typeof configOf>;

/** What the first line that fits a connection says, as PostgreSQL reads them. */
const answerTo = (requiresTls: boolean, wanted: { readonly ssl: boolean; readonly database: string; readonly user: string }): string => {
  const fits = (line: string): boolean => {
    const [type, database, user] = line.split(' ');
    return type === (wanted.ssl ? 'hostssl' : 'hostnossl') && (database === wanted.database || (database === 'all' && wanted.database !== 'replication')) && (user === 'all' || user === wanted.user);
  };
  return configOf(requiresTls).pg_hba.find(fits)?.split(' ')[4] ?? 'no line';
};

test.each<[string, Parameters<typeof answerTo>[1], string, string]>([
  ['an application with TLS', { ssl: true, database: 'shop', user: 'shop' }, 'scram-sha-256', 'scram-sha-256'],
  ['an application without TLS', { ssl: false, database: 'shop', user: 'shop' }, 'reject', 'scram-sha-256'],
  ['the superuser without TLS', { ssl: false, database: 'shop', user: 'postgres' }, 'reject', 'reject'],
  ['the role for rewinding without TLS', { ssl: false, database: 'postgres', user: 'pgo_rewind' }, 'reject', 'reject'],
  ['replication with TLS', { ssl: true, database: 'replication', user: 'pgo_replication' }, 'scram-sha-256', 'scram-sha-256'],
  ['replication without TLS', { ssl: false, database: 'replication', user: 'pgo_replication' }, 'no line', 'no line'],
  ['the role for replication in a database', { ssl: true, database: 'shop', user: 'pgo_replication' }, 'reject', 'reject'],
  ['the role for replication in a database without TLS', { ssl: false, database: 'shop', user: 'pgo_replication' }, 'reject', 'reject'],
])('%s', (_name, connection, required, optional) => {
  expect([answerTo(true, connection), answerTo(false, connection)]).toEqual([required, optional]);
});

test('whether TLS is required is waited for like a parameter', () => {
  expect(configOf(true).parameters[CONFIGURATION_MARKER]).not.toBe(configOf(false).parameters[CONFIGURATION_MARKER]);
});
