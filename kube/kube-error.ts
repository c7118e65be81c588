/** A refusal by the API server: HTTP code, reason and message of its Status body. Code 0: it could not be reached. */
export class KubeError extends Error {
  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
    readonly causes: readonly { field?: string; message?: string; reason?: string }[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'KubeError';
  }
}
