/** What PostgreSQL knows of one of its parameters. */
export interface KnownParameter {
  readonly name: string;
  readonly type: 'bool' | 'enum' | 'integer' | 'real' | 'string';
  /** When a changed value counts, after `pg_settings.context`: `postmaster` after a restart, `internal` never. */
  readonly context: 'internal' | 'postmaster' | 'sighup' | 'superuser-backend' | 'backend' | 'superuser' | 'user';
  /** Bounds of numbers, in `unit`. */
  readonly min?: number;
  readonly max?: number;
  /** What a bare number counts: `kB`, `8kB`, `ms`, `s`, `min` … */
  readonly unit?: string;
  /** Values of an enum. */
  readonly values?: readonly string[];
  /** First major version that has it, where that is after 13. */
  readonly since?: number;
  /** First major version that no longer has it. */
  readonly removedIn?: number;
}
