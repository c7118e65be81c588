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

const ignoring = (isHarmless: (error: KubeError) => boolean) => (error: unknown): undefined => {
  if (error instanceof KubeError && isHarmless(error)) return undefined;
  throw error;
};

/** For `catch` of a creation: what is there already was made by an earlier attempt or by another process. */
export const ignoreAlreadyExists = ignoring(({ reason }) => reason === 'AlreadyExists');

/** For `catch` of a write to an object: one that has gone meanwhile needs it no more. */
export const ignoreGone = ignoring(({ code }) => code === 404);
