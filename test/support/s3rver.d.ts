declare module '@20minutes/s3rver' {
  /** A server that speaks S3 and keeps objects as files. */
  export default class S3rver {
    constructor(options: {
      readonly address: string; readonly port: number; readonly key: string; readonly cert: string; readonly directory: string; readonly silent: boolean; readonly allowMismatchedSignatures: boolean;
      readonly configureBuckets: readonly { readonly name: string }[];
    });
    readonly store: {
      listObjects(bucket: string, options: { readonly delimiter?: string; readonly prefix?: string; readonly startAfter?: string; readonly maxKeys?: number }): Promise<{ objects: { readonly key: string }[]; commonPrefixes: string[]; isTruncated: boolean }>;
    };
    run(): Promise<unknown>;
    close(): Promise<void>;
  }
}
