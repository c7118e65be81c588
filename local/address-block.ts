import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writePrivateFile } from './api/write-private-file.js';

const FIRST_BLOCK = 10;
const LAST_BLOCK = 254;
const LISTENING = '0A';

/** The blocks 127.B.0.0/16 in which something listens, read from the text of /proc/net/tcp. */
export function listeningBlocks(table: string): Set<number> {
  const blocks = new Set<number>();
  for (const line of table.split('\n').slice(1)) {
    const [, local = '', , state] = line.trim().split(/\s+/);
    // An address is hexadecimal with its bytes in reverse: 0100 0A 7F is 127.10.0.1.
    if (state === LISTENING && local.slice(6, 8) === '7F') blocks.add(parseInt(local.slice(4, 6), 16));
  }
  return blocks;
}

/** The first block in which nothing listens. Throws when every block is taken. */
export function freeBlock(taken: ReadonlySet<number>): number {
  for (let block = FIRST_BLOCK; block <= LAST_BLOCK; block += 1) if (!taken.has(block)) return block;
  throw new Error(`something listens in every address block from 127.${FIRST_BLOCK}.0.0/16 to 127.${LAST_BLOCK}.0.0/16: stop other local clusters first`);
}

/** The address block of a data directory: the one it had before, or a free one that it keeps from now on. */
export function addressBlockOf(dataDir: string): number {
  const file = path.join(dataDir, 'address-block');
  if (existsSync(file)) return Number(readFileSync(file, 'utf8'));
  const block = freeBlock(listeningBlocks(readFileSync('/proc/net/tcp', 'utf8')));
  writePrivateFile(file, String(block));
  return block;
}
