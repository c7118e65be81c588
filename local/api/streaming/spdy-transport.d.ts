/** The part of spdy-transport that port-forward uses; the package has no types of its own. */
declare module 'spdy-transport' {
  import type { Duplex } from 'node:stream';

  export interface SpdyStream extends Duplex {
    readonly headers: Readonly<Record<string, string>>;
    respond(status: number, headers: Record<string, string>): void;
  }

  type HeadersParsed = (error: Error | null, headers?: Record<string, string>) => void;

  export interface SpdyConnection {
    /** Inner state; the parser is reached for because it insists on headers that SPDY without HTTP has not. */
    readonly _spdyState: { readonly parser: { parseKVs(body: unknown, parsed: HeadersParsed): void } };
    start(version: number): void;
    on(event: 'stream', listener: (stream: SpdyStream) => void): void;
    on(event: 'error' | 'close', listener: (error?: Error) => void): void;
    destroyStreams(error?: Error): void;
  }

  const transport: {
    readonly connection: {
      create(socket: Duplex, options: { protocol: 'spdy'; isServer: boolean; autoSpdy31?: boolean }): SpdyConnection;
    };
  };
  export default transport;
}
