import type { ExtensionSpec, ExtensionStatus, GrantSpec, SchemaSpec } from '../../schema/resource/postgres-database.js';
import type { PrivilegeLevel } from '../../schema/resource/postgres-user.js';

/** What every wanted user or database has. */
interface WantedSubject {
  readonly name: string;
  /** What it was asked for by: another stamp, and what was found out before says nothing. */
  readonly stamp: string;
}

/** A login of a user. */
export interface WantedLogin {
  readonly name: string;
  readonly password?: string;
  /** When its password ends (RFC 3339); null for never, undefined to leave it alone. */
  readonly validUntil?: string | null;
}

/** A user that there shall be. What is undefined is left alone. */
export interface WantedUser extends WantedSubject {
  readonly password?: string;
  readonly login?: boolean;
  readonly superuser?: boolean;
  readonly connectionLimit?: number;
  readonly validUntil?: string | null;
  readonly memberOf?: readonly string[];
  /** Databases that it may connect to. */
  readonly databases?: readonly string[];
  readonly privileges: PrivilegeLevel;
  /** A second login that acts as this user, while a password is being replaced. */
  readonly second?: WantedLogin;
}

/** A database that there shall be. What is undefined is left alone. */
export interface WantedDatabase extends WantedSubject {
  readonly owner: string;
  /** Whether the owner of one that exists is changed, too. */
  readonly isOwnerKept: boolean;
  readonly encoding?: string;
  readonly locale?: string;
  readonly connectionLimit?: number;
  readonly schemas: readonly SchemaSpec[];
  readonly extensions: readonly ExtensionSpec[];
  readonly grants: readonly GrantSpec[];
  /** Whether to look into it although nothing in it is asked for. */
  readonly isLookedInto: boolean;
}

/** A user that shall go. */
export interface UnwantedUser extends WantedSubject {
  /** Who gets what it owns. */
  readonly heir: string;
}

/** Everything that there shall be of users and databases in one cluster. */
export interface WantedAccess {
  readonly users: readonly WantedUser[];
  readonly databases: readonly WantedDatabase[];
  readonly unwantedUsers: readonly UnwantedUser[];
  readonly unwantedDatabases: readonly WantedSubject[];
}

/** Why something is not as it shall be. */
export interface AccessFault {
  /** In one CamelCase word. */
  readonly reason: string;
  readonly message: string;
}

/** What was found of a database. */
export interface DatabaseFacts {
  readonly owner: string;
  readonly encoding: string;
  readonly locale: string;
  readonly sizeBytes: number;
  readonly extensions?: readonly ExtensionStatus[];
  readonly schemas?: readonly string[];
  readonly drift: readonly string[];
}

/** What came of a user or database. */
export interface SubjectOutcome {
  readonly stamp: string;
  readonly fault?: AccessFault;
  readonly facts?: DatabaseFacts;
}

/** What came of everything, by `user/NAME` and `database/NAME`. */
export type AccessOutcome = ReadonlyMap<string, SubjectOutcome>;

/** Where the outcome of a user stands. */
export const userSubject = (name: string): string => `user/${name}`;
/** Where the outcome of a database stands. */
export const databaseSubject = (name: string): string => `database/${name}`;
