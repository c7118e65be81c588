import { describe, expect, test } from '@jest/globals';
import { checkParameters } from './check-parameters.js';
import { findParameter, needsRestart } from './find-parameter.js';
import { FORBIDDEN_PARAMETERS } from './forbidden-parameters.js';

const check = (json: unknown, version = 17, isRemovable = false): ReturnType<typeof checkParameters> => checkParameters('parameters', json, { version, isRemovable });

test.each([
  ['text', { work_mem: '64MB' }, { work_mem: '64MB' }], ['a number', { max_connections: 200 }, { max_connections: '200' }], ['a boolean', { jit: false }, { jit: 'off' }],
  ['a name in other letters', { Work_Mem: '1MB', timezone: 'UTC' }, { work_mem: '1MB', TimeZone: 'UTC' }], ['an enum', { wal_compression: 'lz4' }, { wal_compression: 'lz4' }],
  ['a parameter of an extension', { 'pg_stat_statements.max': 5000 }, { 'pg_stat_statements.max': '5000' }],
  ['a size in blocks', { shared_buffers: '1GB' }, { shared_buffers: '1GB' }], ['a time', { statement_timeout: '5min' }, { statement_timeout: '5min' }],
  ['a real number', { random_page_cost: 1.1 }, { random_page_cost: '1.1' }], ['a fraction with a unit', { work_mem: '0.5GB' }, { work_mem: '0.5GB' }],
])('%s is taken', (_name, json, value) => {
  expect(check(json)).toEqual({ value });
});

describe('is refused with what would be right:', () => {
  test.each([
    ['a mistyped name', { wrok_mem: '1MB' }, /Did you mean "work_mem"/], ['a name of nothing', { zzzzzzzz: 1 }, /manual/], ['a managed one', { port: 1 }, /services of the cluster/],
    ['a managed one in other letters', { Archive_Command: 'x' }, /managed/], ['one that only shows', { server_version: '1' }, /Leave it out/],
    ['one too new', { io_method: 'worker' }, /version 18/], ['one too old', { vacuum_cleanup_index_scale_factor: 1 }, /removed in version 14/],
    ['a boolean that is none', { jit: 'maybe' }, /"on" or "off"/], ['an enum that is none', { wal_compression: 'zip' }, /lz4/], ['too much', { max_connections: 1e9 }, /manual/],
    ['a unit of something else', { work_mem: '5min' }, /kB, MB, GB/], ['no number', { work_mem: 'much' }, /number with a unit/], ['half a connection', { max_connections: '1.5' }, /manual/],
    ['a list', { work_mem: ['1MB'] }, /object/], ['null where nothing is to be removed', { work_mem: null }, /object/], ['two lines', { search_path: 'a\nport=1' }, /manual/],
    ['a name that is none', { 'a-b': 1 }, /object/], ['no object', 'work_mem=1MB', /object/],
  ])('%s', (_name, json, suggestion) => {
    expect(check(json)).toMatchObject({ issues: [{ field: expect.stringMatching(/^parameters/), suggestion: expect.stringMatching(suggestion) }] });
  });
});

test('null puts a parameter back where that is meant', () => {
  expect(check({ work_mem: null }, 17, true)).toEqual({ value: { work_mem: null } });
});

test('what needs a restart is known', () => {
  expect([needsRestart('shared_buffers'), needsRestart('work_mem'), needsRestart('no.such')]).toEqual([true, false, false]);
});

test('every managed parameter is one that some PostgreSQL has', () => {
  expect(FORBIDDEN_PARAMETERS.filter(({ name }) => findParameter(name) === undefined).map(({ name }) => name)).toEqual([]);
});
