/** What a field of a refused object was refused for. */
export interface KubeErrorCause {
  readonly field?: string;
  readonly message?: string;
  readonly reason?: string;
}

/** A refusal by the API server: HTTP code, reason and message of its Status body. Code 0: it could not be reached. */
export class KubeError extends Error {
  readonly causes: readonly KubeErrorCause[];

  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
    details: { readonly causes?: readonly KubeErrorCause[]; readonly cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'KubeError';
    this.causes = details.causes ?? [];
  }
}
