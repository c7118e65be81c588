import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkSql, groupStatements } from './plan-statements.js';
import { splitStatements } from './split-statements.js';

const texts = (sql: string): string[] => {
  const split = splitStatements(sql);
  if ('open' in split) throw new Error(split.open);
  return split.map(({ text, line }) => `${line}:${text}`);
};

describe('splitting SQL', () => {
  it.each<[string, string, string[]]>([
    ['at semicolons, with the line of the first word', 'select 1;\n\n  select 2', ['1:select 1', '3:select 2']],
    ['nothing', ' ;; -- nothing\n;/* ; /* nested ; */ */', []],
    ['not in quoted text', "select 'a;''b'; select 2", ["1:select 'a;''b'", '1:select 2']],
    ['not in quoted names', 'select ";"";"', ['1:select ";"";"']],
    ['not after an escaped quote', "select e'\\';'; select 2", ["1:select e'\\';'", '1:select 2']],
    ['by standard strings, where a backslash is no escape', "select '\\'; select 2", ["1:select '\\'", '1:select 2']],
    ['not in dollar quotes', 'do $a$ begin; $$;$$; end $a$; select $$;$$', ['1:do $a$ begin; $$;$$; end $a$', '1:select $$;$$']],
    ['not in brackets, as of CREATE RULE', 'create rule r as on insert to t do (select 1; select 2); select 3', ['1:create rule r as on insert to t do (select 1; select 2)', '1:select 3']],
    ['not in the body of a function', 'create or replace function f() returns int begin atomic select 1; select case when true then 1 end; end; select 2',
      ['1:create or replace function f() returns int begin atomic select 1; select case when true then 1 end; end', '1:select 2']],
    ['without comments before, between and after', '-- first; \nselect /* ; */ 1 -- last\n; select 2', ['2:select /* ; */ 1', '3:select 2']],
    ['names with dollars', 'select a$b$c; select 2', ['1:select a$b$c', '1:select 2']],
    ['parameters and casts', "select $1::text; select 'a'::text", ['1:select $1::text', "1:select 'a'::text"]],
  ])('%s', (_name, sql, expected) => {
    expect(texts(sql)).toEqual(expected);
  });

  it.each<[string, string]>([["select 'a", 'a quoted text'], ["select\n e'\\'", 'a quoted text'], ['select "a', 'a quoted name'], ['/* /* */', 'a comment'], ['do $x$ $$', 'a text quoted by $x$']])(
    'says what does not end: %s', (sql, open) => {
      expect(splitStatements(sql)).toMatchObject({ open });
    });

  it('keeps every statement as it is written, whatever stands in its quotes', () => {
    const quoted = fc.string().map((text) => `select '${text.replaceAll("'", "''")}', "${text.replaceAll('"', '""')}"`);
    fc.assert(fc.property(fc.array(quoted), (statements) => {
      expect(texts(statements.join(';\n')).map((text) => text.slice(text.indexOf(':') + 1))).toEqual(statements);
    }));
  });
});

describe('what runs outside of a transaction', () => {
  it.each([
    'create database a', 'DROP DATABASE IF EXISTS a', 'vacuum', 'VACUUM (FULL) t', 'create index concurrently i on t (a)', 'create unique index /* c */ concurrently i on t (a)',
    'drop index concurrently i', 'reindex table concurrently t', 'reindex (verbose, concurrently) table t', 'reindex database a', 'alter system set work_mem = 1',
    'create tablespace t location \'/a\'', 'alter table t detach partition p concurrently', 'create subscription s connection \'\' publication p', 'cluster',
  ])('%s', (sql) => {
    expect(groupStatements(sql)).toMatchObject([{ isTransaction: false }]);
  });
  it.each(['create table database (vacuum int)', 'create index i on t (concurrently)', 'select \'vacuum\'', 'reindex table t', 'cluster t using i', 'analyze', 'alter database a set work_mem = 1'])('but not %s', (sql) => {
    expect(groupStatements(sql)).toMatchObject([{ isTransaction: true }]);
  });
  it('groups what stands together', () => {
    expect(groupStatements('select 1; select 2; vacuum; vacuum; select 3').map(({ isTransaction, statements }) => `${isTransaction} ${statements.length}`))
      .toEqual(['true 2', 'false 1', 'false 1', 'true 1']);
  });
});

describe('SQL that is refused', () => {
  it.each<[string, string, RegExp]>([
    ['nothing', ' -- \n;', /no statement/], ['commands of psql', 'select 1;\n\\c other', /line 2: \\c/], ['COPY from the client', 'copy t from stdin', /COPY/],
    ['its own transaction', 'begin; select 1; commit', /line 1: .*transactions/], ['an open quote', "select 1;\nselect '", /line 2: a quoted text/],
  ])('%s', (_name, sql, message) => {
    expect(checkSql('sql', sql)[0]).toMatchObject({ field: 'sql', message: expect.stringMatching(message) });
  });
  it.each(["copy t from '/a'", 'do $$ begin null; end $$', 'create function f() returns void language plpgsql as $$ begin end $$', 'select 1', 'commit prepared \'a\''])('but not %s', (sql) => {
    expect(checkSql('sql', sql)).toEqual([]);
  });
});
