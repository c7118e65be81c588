import type { PostgresDatabase } from '../resource/postgres-database.js';
import type { PrivilegeLevel, PostgresUser, PostgresUserSpec } from '../resource/postgres-user.js';

/** What the specification of a user means by what it leaves out. */
export const PRIVILEGES_DEFAULT: PrivilegeLevel = 'ALL';
export const PASSWORD_LENGTH_DEFAULT = 32;
export const CONNECTION_LIMIT_NONE = -1;

/** Name of a user or database in PostgreSQL. */
export const roleName = ({ metadata, spec }: Pick<PostgresUser | PostgresDatabase, 'metadata' | 'spec'>): string => spec.name ?? metadata.name;

/** Whether the password of a user has ended. */
export const isExpired = ({ validUntil }: Pick<PostgresUserSpec, 'validUntil'>, nowMs: number): boolean =>
  validUntil !== undefined && Date.parse(validUntil) <= nowMs;
