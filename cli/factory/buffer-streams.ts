import { createScreen, type Streams } from './streams.js';

/** Streams that keep what is written to them. */
export interface BufferStreams extends Streams {
  /** Everything written to standard output so far. */
  stdout(): string;
  /** Everything written to standard error so far. */
  stderr(): string;
}

/** What the streams in memory behave like. */
export interface BufferStreamsOptions {
  /** Behave like a terminal of this width. */
  columns?: number;
  /** And of this height. */
  rows?: number;
  isInteractive?: boolean;
}

/** Streams in memory, for tests and for rendering help texts into files. Never coloured. */
export const createBufferStreams = (options: BufferStreamsOptions = {}): BufferStreams => {
  const chunks: { out: string[]; err: string[] } = { out: [], err: [] };
  const target = (kept: string[]): { write(text: string): void; isTTY: boolean; columns?: number; rows?: number } => ({
    write: (text) => void kept.push(text),
    isTTY: options.columns !== undefined,
    ...(options.columns === undefined ? {} : { columns: options.columns }),
    ...(options.rows === undefined ? {} : { rows: options.rows }),
  });
  return {
    out: createScreen(target(chunks.out), { NO_COLOR: '1' }),
    err: createScreen(target(chunks.err), { NO_COLOR: '1' }),
    isInteractive: options.isInteractive ?? false,
    stdout: () => chunks.out.join(''),
    stderr: () => chunks.err.join(''),
  };
};
