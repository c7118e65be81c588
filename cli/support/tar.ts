/** A file of an archive. */
export interface ArchiveEntry {
  readonly name: string;
  readonly text: string;
}

const BLOCK_BYTES = 512;
const NAME_BYTES_MAX = 100;

const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, '0')}\0`;

const padded = (content: Buffer): Buffer => Buffer.concat([content, Buffer.alloc((BLOCK_BYTES - (content.length % BLOCK_BYTES)) % BLOCK_BYTES)]);

const header = (name: string, bytes: number, atMs: number): Buffer => {
  const block = Buffer.alloc(BLOCK_BYTES);
  const put = (text: string, at: number): number => block.write(text, at, 'utf8');
  put(name.slice(0, NAME_BYTES_MAX), 0);
  put(octal(0o600, 8), 100);
  put(octal(0, 8), 108);
  put(octal(0, 8), 116);
  put(octal(bytes, 12), 124);
  put(octal(Math.floor(atMs / 1000), 12), 136);
  put('        ', 148);
  put('0', 156);
  put('ustar\x0000', 257);
  put(`${block.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148);
  return block;
};

/** Packs files into a tar archive (ustar). */
export const tar = (entries: readonly ArchiveEntry[], atMs: number): Buffer => Buffer.concat([
  ...entries.flatMap(({ name, text }) => {
    const content = Buffer.from(text);
    return [header(name, content.length, atMs), padded(content)];
  }),
  Buffer.alloc(2 * BLOCK_BYTES),
]);
