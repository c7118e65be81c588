import type { Condition, ObjectMeta } from './meta.js';

/** A user of the databases of a cluster: what is wanted (spec) and what is there (status). */
export interface PostgresUser {
  apiVersion: 'pgo.dev/v1';
  kind: 'PostgresUser';
  metadata: ObjectMeta;
  spec: PostgresUserSpec;
  status?: PostgresUserStatus;
}

/** What a user may do in a database, each level with what the one before it allows. */
export type PrivilegeLevel = 'CONNECT' | 'READ' | 'WRITE' | 'ALL';

/** What is wanted of a user. */
export interface PostgresUserSpec {
  /**
   * Name of the cluster, in the same namespace. It cannot be changed.
   * @minLength 1
   * @maxLength 40
   */
  cluster: string;
  /**
   * Name in PostgreSQL; the name of this resource when left out. It cannot be changed.
   * @minLength 1
   * @maxLength 63
   */
  name?: string;
  /**
   * Databases that the user may connect to; the application's database when left out. What it may do there says
   * `privileges`. Where it may no longer connect, its privileges are taken back.
   * @maxItems 100
   */
  databases?: string[];
  /**
   * What the user may do in its databases: `CONNECT` only log in, `READ` read every table, `WRITE` also change rows,
   * `ALL` also make tables and schemas. Tables that the owner of the database makes later are included.
   * @default "ALL"
   */
  privileges?: PrivilegeLevel;
  /**
   * Whether the user may log in. False disables it; what it owns stays.
   * @default true
   */
  login?: boolean;
  /**
   * Whether it may do everything, in every database and on the instance.
   * @default false
   */
  superuser?: boolean;
  /**
   * How many connections it may have at once; -1 for no limit.
   * @minimum -1
   * @maximum 262143
   * @asType integer
   * @default -1
   */
  connectionLimit?: number;
  /**
   * When its password ends (RFC 3339); it never does when left out.
   * @format date-time
   */
  validUntil?: string;
  /**
   * Roles that it is a member of, of which it then has the privileges. Other memberships are taken back.
   * @maxItems 50
   */
  memberOf?: string[];
  /** Where its password comes from, and when it changes. */
  password?: UserPasswordSpec;
  /**
   * Who gets what the user owns when this resource is deleted; the application's user when left out.
   * @minLength 1
   * @maxLength 63
   */
  reassignOwnedTo?: string;
}

/** Where the password of a user comes from, and when it changes. */
export interface UserPasswordSpec {
  /**
   * Characters of a password that is generated.
   * @minimum 16
   * @maximum 128
   * @asType integer
   * @default 32
   */
  length?: number;
  /**
   * Any text; another one has a new password generated.
   * @maxLength 255
   */
  rotation?: string;
  /**
   * For how long the password before stays good when a new one is generated, in seconds. For that time there are two
   * logins: the Secret then names the other one.
   * @minimum 0
   * @maximum 2592000
   * @asType integer
   * @default 0
   */
  overlapSeconds?: number;
  /** A Secret in the same namespace that holds the password; one is generated when left out. */
  secret?: PasswordSecretSpec;
}

/** A key of a Secret that holds a password. */
export interface PasswordSecretSpec {
  /**
   * Name of the Secret.
   * @minLength 1
   * @maxLength 253
   */
  name: string;
  /**
   * Key in the Secret.
   * @maxLength 253
   * @default "password"
   */
  key?: string;
}

/** What is observed of a user. */
export interface PostgresUserStatus {
  /**
   * The generation of the spec that this status was derived from.
   * @asType integer
   */
  observedGeneration?: number;
  /** Conditions; `Ready` says whether the user is as the spec asks. */
  conditions?: Condition[];
  /** Name of the Secret to connect with: uri, host, port, dbname, user, password, jdbc-uri, ca.crt. */
  secretName?: string;
  /** When its password was made or changed (RFC 3339). */
  passwordChangedAt?: string;
  /** Until when the password before is good, too (RFC 3339). */
  previousPasswordUntil?: string;
}
