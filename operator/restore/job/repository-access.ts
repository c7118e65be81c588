/** What a container needs to read a repository with pgBackRest. */
export interface RepositoryAccess {
  readonly stanza: string;
  /** Numbers of the repositories in pgBackRest's configuration. */
  readonly repositories: readonly number[];
  /** Variables beside those of the Job. */
  readonly env: readonly Record<string, unknown>[];
  readonly volumes: readonly Record<string, unknown>[];
  readonly volumeMounts: readonly Record<string, unknown>[];
}
