import type { Issue } from '../../validation/issue.js';
import { splitStatements, type SqlStatement } from './split-statements.js';

/** Statements that run together: in one transaction, or one alone that PostgreSQL refuses inside of any. */
export interface StatementGroup {
  readonly isTransaction: boolean;
  readonly statements: readonly SqlStatement[];
}

/** Most statements of a policy. */
export const STATEMENTS_MAX = 1000;

const BLANK = String.raw`(?:\s|--[^\n]*\n|/\*[^]*?\*/)`;
const words = (text: string): RegExp => new RegExp(`^${text.replaceAll(' ', `${BLANK}+`)}`, 'i');

/** What PostgreSQL does not run inside a transaction. */
const OUTSIDE: readonly RegExp[] = [
  words('(create|drop) (database|tablespace)\\b'), words('alter database [^]* set tablespace\\b'), words('alter system\\b'), words('vacuum\\b'),
  words('create (unique )?index concurrently\\b'), words('drop index concurrently\\b'),
  words('reindex (\\([^)]*\\) )?(index|table|schema|database|system) concurrently\\b'), words('reindex (\\([^)]*\\) ?)?(database|system|schema)\\b'),
  words('reindex \\([^)]*concurrently[^)]*\\)'), words('alter table [^]*detach partition [^]*concurrently\\b'),
  words('(create|drop) subscription\\b'), words('cluster( verbose)?$'), words('commit prepared\\b'), words('rollback prepared\\b'),
];

const TRANSACTION = words('(begin|start transaction|commit|end|rollback|abort|savepoint|release|prepare transaction)\\b');
const COPY_STREAM = words('copy\\b[^]*\\b(from stdin|to stdout)\\b');

/** Whether PostgreSQL runs a statement only outside of a transaction. */
export const runsOutsideTransaction = ({ text }: SqlStatement): boolean => OUTSIDE.some((pattern) => pattern.test(text));

const refusal = (field: string, line: number, message: string, suggestion: string): readonly Issue[] => [{ field, message: `line ${line}: ${message}`, suggestion }];

/** Statements that a policy cannot hold. */
const checkStatement = (field: string, { text, line }: SqlStatement): readonly Issue[] => {
  if (text.startsWith('\\')) return refusal(field, line, `${text.split(/\s/, 1)[0]?.slice(0, 20)} is a command of psql, not SQL`, 'Write it as SQL; a policy is applied without psql.');
  if (COPY_STREAM.test(text)) return refusal(field, line, 'COPY has no client here to read from or to write to', 'Use INSERT, or load the data with psql.');
  if (!/^(commit|rollback)\s+prepared\b/i.test(text) && TRANSACTION.test(text)) {
    return refusal(field, line, 'a policy cannot begin or end transactions itself', 'Leave it out: statements run in one transaction wherever PostgreSQL allows it.');
  }
  return [];
};

/** Checks the SQL of a policy. */
export const checkSql = (field: string, sql: string): readonly Issue[] => {
  const split = splitStatements(sql);
  if ('open' in split) return refusal(field, split.line, `${split.open} does not end`, 'Close it.');
  if (split.length === 0) return [{ field, message: 'it holds no statement', suggestion: 'Write at least one SQL statement.' }];
  if (split.length > STATEMENTS_MAX) return [{ field, message: `it holds ${split.length} statements, more than ${STATEMENTS_MAX}`, suggestion: 'Split it into several policies.' }];
  return split.flatMap((statement) => checkStatement(field, statement)).slice(0, 10);
};

/** How the statements of checked SQL are grouped; SQL that `checkSql` refuses has none. */
export const groupStatements = (sql: string): readonly StatementGroup[] => {
  const split = splitStatements(sql);
  if ('open' in split) return [];
  const groups: { isTransaction: boolean; statements: SqlStatement[] }[] = [];
  for (const statement of split) {
    const isTransaction = !runsOutsideTransaction(statement);
    const group = groups.at(-1);
    if (isTransaction && group?.isTransaction === true) group.statements.push(statement);
    else groups.push({ isTransaction, statements: [statement] });
  }
  return groups;
};
