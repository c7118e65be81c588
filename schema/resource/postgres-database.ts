import type { Condition, ObjectMeta } from './meta.js';
import type { PrivilegeLevel } from './postgres-user.js';

/** A database of a cluster: what is wanted (spec) and what is there (status). */
export interface PostgresDatabase {
  apiVersion: 'pgo.dev/v1';
  kind: 'PostgresDatabase';
  metadata: ObjectMeta;
  spec: PostgresDatabaseSpec;
  status?: PostgresDatabaseStatus;
}

/** What becomes of a database when its resource is deleted. */
export type ReclaimPolicy = 'RETAIN' | 'DELETE';

/** What is wanted of a database. */
export interface PostgresDatabaseSpec {
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
   * Name of the owning user; the application's user when left out.
   * @minLength 1
   * @maxLength 63
   */
  owner?: string;
  /**
   * Character set encoding; `UTF8` when left out. It cannot be changed.
   * @maxLength 32
   */
  encoding?: string;
  /**
   * Locale of sorting and character classes, such as `C.UTF-8`; the one of the cluster when left out. It cannot be changed.
   * @maxLength 64
   */
  locale?: string;
  /**
   * How many connections there may be to it at once; -1 for no limit.
   * @minimum -1
   * @maximum 262143
   * @asType integer
   * @default -1
   */
  connectionLimit?: number;
  /**
   * Schemas that there shall be. Others are left alone.
   * @maxItems 100
   */
  schemas?: SchemaSpec[];
  /**
   * Extensions that there shall be. Others are left alone.
   * @maxItems 50
   */
  extensions?: ExtensionSpec[];
  /**
   * What roles may do in it, beside what users have by their own `databases`.
   * @maxItems 100
   */
  grants?: GrantSpec[];
  /**
   * What becomes of the database when this resource is deleted: `RETAIN` keeps it, `DELETE` drops it with its data.
   * @default "RETAIN"
   */
  reclaimPolicy?: ReclaimPolicy;
}

/** A schema. */
export interface SchemaSpec {
  /**
   * Name of the schema.
   * @minLength 1
   * @maxLength 63
   */
  name: string;
  /**
   * Owner of the schema; the owner of the database when left out.
   * @minLength 1
   * @maxLength 63
   */
  owner?: string;
}

/** An extension. */
export interface ExtensionSpec {
  /**
   * Name of the extension.
   * @minLength 1
   * @maxLength 63
   */
  name: string;
  /**
   * Its version; the one that PostgreSQL has as default when left out.
   * @minLength 1
   * @maxLength 63
   */
  version?: string;
  /**
   * Schema that its objects are made in; the extension's own choice when left out.
   * @minLength 1
   * @maxLength 63
   */
  schema?: string;
}

/** What a role may do in a database. */
export interface GrantSpec {
  /**
   * Name of the role.
   * @minLength 1
   * @maxLength 63
   */
  role: string;
  /** What it may do; tables that the owner of the database makes later are included. */
  privileges: PrivilegeLevel;
  /**
   * Schemas that it is about; all when left out.
   * @maxItems 100
   */
  schemas?: string[];
}

/** What is observed of a database. */
export interface PostgresDatabaseStatus {
  /**
   * The generation of the spec that this status was derived from.
   * @asType integer
   */
  observedGeneration?: number;
  /** Conditions; `Ready` says whether the database is as the spec asks, `InSync` whether what cannot be changed is. */
  conditions?: Condition[];
  /** Its owner. */
  owner?: string;
  /** Its encoding. */
  encoding?: string;
  /** Its locale. */
  locale?: string;
  /** Extensions that it has. */
  extensions?: ExtensionStatus[];
  /** Schemas that it has, those of PostgreSQL itself left out. */
  schemas?: string[];
  /**
   * How much space it takes, in bytes; looked at when something changes and every quarter of an hour.
   * @asType integer
   */
  sizeBytes?: number;
  /** Where it differs from the spec in what is not changed by itself, one sentence each. */
  drift?: string[];
}

/** An extension that a database has. */
export interface ExtensionStatus {
  /** Name of the extension. */
  name: string;
  /** Version that is installed. */
  version: string;
}
