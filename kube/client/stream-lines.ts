/** Thrown when a line of a stream is longer than allowed. */
export class LineTooLongError extends Error {
  constructor(bytesMax: number) {
    super(`a line of the stream is longer than ${bytesMax} bytes`);
    this.name = 'LineTooLongError';
  }
}

const NEWLINE = 0x0a;

/** What to do with a line over the bound: end with an error, or give its beginning and drop the rest. */
export type LongLines = 'fail' | 'cut';

/** Splits a byte stream into lines of at most `bytesMax` bytes. Ends when the stream ends; errors pass through. */
export async function* streamLines(stream: AsyncIterable<Buffer>, bytesMax: number, longLines: LongLines): AsyncGenerator<string> {
  let parts: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer): void => {
    if (length + part.length > bytesMax && longLines === 'fail') throw new LineTooLongError(bytesMax);
    const room = Math.max(0, bytesMax - length);
    if (room > 0) parts.push(part.length > room ? part.subarray(0, room) : part);
    length += part.length;
  };
  const take = (): string => {
    const line = Buffer.concat(parts).toString('utf8');
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of stream) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      add(chunk.subarray(from, end));
      from = end + 1;
      yield take();
    }
    if (from < chunk.length) add(chunk.subarray(from));
  }
  if (length > 0) yield take();
}
