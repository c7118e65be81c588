import type { SqlStatement } from '../../schema/postgres/sql/split-statements.js';

/** What PostgreSQL says of a statement that it refuses. */
export interface SqlFailure {
  /** Line of the policy, from 1. */
  readonly line: number;
  /** Place in the line, from 1, where PostgreSQL names one. */
  readonly position?: number;
  readonly sqlState: string;
  readonly message: string;
}

const isRefusal = (error: unknown): error is Error & { code: string; position?: string } =>
  error instanceof Error && 'severity' in error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code);

/** States of SQL that say that the session or the server ended, not that the statement is wrong. */
const PASSING = /^(08|57P0[1-4])/;

/** The failure of a statement; undefined when the connection broke, which says nothing about the statement. */
export const sqlFailure = (error: unknown, statement: SqlStatement): SqlFailure | undefined => {
  if (!isRefusal(error) || PASSING.test(error.code)) return undefined;
  const offset = Number(error.position ?? Number.NaN);
  const before = Number.isInteger(offset) ? [...statement.text].slice(0, offset - 1).join('').split('\n') : undefined;
  return {
    line: statement.line + (before === undefined ? 0 : before.length - 1), sqlState: error.code, message: error.message,
    ...(before === undefined ? {} : { position: (before.at(-1)?.length ?? 0) + 1 }),
  };
};

/** A failure in a sentence. */
export const failureText = ({ line, position, sqlState, message }: SqlFailure): string =>
  `line ${line}${position === undefined ? '' : `, position ${position}`}: ${message} (SQLSTATE ${sqlState})`;
