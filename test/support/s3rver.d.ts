declare module '@20minutes/s3rver' {
  /** A server that speaks S3 and keeps objects as files. */
  export default class S3rver {
    constructor(options: {
      readonly address: string; readonly port: number; readonly key: string; readonly cert: string; readonly directory: string; readonly silent: boolean; readonly allowMismatchedSignatures: boolean;
      readonly configureBuckets: readonly { readonly name: string }[];
    });
    run(): Promise<unknown>;
    close(): Promise<void>;
  }
}
