/** What a container needs to read a repository with pgBackRest. */
export interface RepositoryAccess {
  readonly stanza: string;
  /** Number of the repository in pgBackRest's configuration. */
  readonly repository: number;
  /** Variables beside those of the Job. */
  readonly env: readonly Record<string, unknown>[];
  readonly volumes: readonly Record<string, unknown>[];
  readonly volumeMounts: readonly Record<string, unknown>[];
}
