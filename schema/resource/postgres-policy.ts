import type { ObjectMeta } from './meta.js';

/** SQL under a name, to be applied to clusters. */
export interface PostgresPolicy {
  apiVersion: 'pgo.dev/v1';
  kind: 'PostgresPolicy';
  metadata: ObjectMeta;
  spec: PostgresPolicySpec;
}

/** As which role the SQL of a policy runs. */
export type PolicyRole = 'OWNER' | 'SUPERUSER';

/** The SQL and how it runs. */
export interface PostgresPolicySpec {
  /**
   * SQL statements, with semicolons between them.
   * @minLength 1
   * @maxLength 262144
   */
  sql: string;
  /**
   * As which role the SQL runs: `OWNER` logs in as the owner of the database that it is applied to, `SUPERUSER` as
   * `postgres`, who may also run programs on the instance and read its files.
   * @default "OWNER"
   */
  runAs?: PolicyRole;
  /**
   * Longest time that one statement may take, in seconds.
   * @minimum 1
   * @maximum 86400
   * @asType integer
   * @default 1800
   */
  statementTimeoutSeconds?: number;
}
